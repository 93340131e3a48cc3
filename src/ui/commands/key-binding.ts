/** The key of a command. */
export interface KeyBinding {
  /** The cap as it is shown; a modifier is a cap of its own. */
  readonly cap: string;
  /** Values of `KeyboardEvent.key` that count, single letters in lower case. */
  readonly keys: readonly string[];
  /** Physical keys that count too, e.g. `BracketLeft`: what Shift or Alt make of them differs between keyboards. */
  readonly codes?: readonly string[];
  /** Without one, Shift may be down: some keyboards need it for signs and digits. `Ctrl` is Cmd as well. */
  readonly modifier?: 'Shift' | 'Alt' | 'Ctrl' | 'Ctrl Shift';
  /** Whether it acts again and again while the key is held. */
  readonly canRepeat?: boolean;
  /** Whether it acts while a text field has the focus. */
  readonly isForFields?: boolean;
}

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** Whether AltGr is down; some keyboards need it for `[` and `]`. Firefox calls the Option key of a Mac so. */
  readonly isAltGraph: boolean;
  /** Whether the key is held. */
  readonly repeat: boolean;
}

/** Whether a key press is this key. The browser's own shortcuts, with Ctrl, Cmd or Alt, match only a binding that names the modifier. */
export function matchesKey(binding: KeyBinding, press: KeyPress): boolean {
  if (press.repeat && binding.canRepeat !== true) return false;
  return hasModifier(binding, press) && isPressed(binding, press);
}

/** The caps to press, modifier first. */
export function capsOf({ modifier, cap }: KeyBinding): readonly string[] {
  return modifier === undefined ? [cap] : [...modifier.split(' '), cap];
}

function hasModifier({ modifier }: KeyBinding, press: KeyPress): boolean {
  const { shiftKey, altKey, ctrlKey, metaKey, isAltGraph } = press;
  switch (modifier) {
    case 'Ctrl':
      return ctrlKey !== metaKey && !altKey && !shiftKey && !isAltGraph;
    case 'Ctrl Shift':
      return ctrlKey !== metaKey && !altKey && shiftKey && !isAltGraph;
    case 'Alt':
      return altKey && !ctrlKey && !metaKey;
    case 'Shift':
      return shiftKey && isTyped(press);
    default:
      return isTyped(press);
  }
}

/** Whether the key types its sign: AltGr, which Windows reports as Ctrl and Alt, does. */
function isTyped({ altKey, ctrlKey, metaKey, isAltGraph }: KeyPress): boolean {
  return !metaKey && (isAltGraph || (!ctrlKey && !altKey));
}

function isPressed({ keys, codes = [] }: KeyBinding, { key, code }: KeyPress): boolean {
  return keys.includes(key.length === 1 ? key.toLowerCase() : key) || codes.includes(code);
}
