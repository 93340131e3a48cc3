import type { LoopTarget, ViewName } from '../../state/app-state.ts';

/** What a key asks for. */
export type KeyCommand =
  | { readonly kind: 'toggle-play' | 'draw-again' | 'crop-begin' | 'crop-end' | 'toggle-normalized' }
  | { readonly kind: 'zoom-in' | 'zoom-out' | 'fit' | 'go-to-frame' | 'filter' | 'show-keys' }
  | { readonly kind: 'move-playhead' | 'move-crop'; readonly by: 'frame' | 'clip'; readonly direction: 1 | -1 }
  | { readonly kind: 'step-sequence'; readonly direction: 1 | -1 }
  | { readonly kind: 'loop'; readonly target: LoopTarget }
  | { readonly kind: 'view'; readonly view: ViewName };

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  /** Physical key, e.g. `BracketLeft`: what Shift or Alt make of it differs between keyboards. */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** Whether AltGr is down; some keyboards need it for `[` and `]`. */
  readonly isAltGraph: boolean;
  /** Whether the key is held. */
  readonly repeat: boolean;
}

const VIEWS: readonly ViewName[] = ['explore', 'normalize', 'dataset', 'audit', 'sampling'];
const LOOP_TARGETS: readonly LoopTarget[] = ['window-a', 'window-b', 'crop', 'sequence'];

/** Keys that may be held; all others act once a press. */
const HELD_KEYS: Readonly<Record<string, KeyCommand>> = {
  ArrowLeft: { kind: 'move-playhead', by: 'frame', direction: -1 },
  ArrowRight: { kind: 'move-playhead', by: 'frame', direction: 1 },
  '[': { kind: 'move-crop', by: 'frame', direction: -1 },
  ']': { kind: 'move-crop', by: 'frame', direction: 1 },
  j: { kind: 'step-sequence', direction: 1 },
  k: { kind: 'step-sequence', direction: -1 },
  '+': { kind: 'zoom-in' },
  '=': { kind: 'zoom-in' },
  '-': { kind: 'zoom-out' },
};

const PRESSED_KEYS: Readonly<Record<string, KeyCommand>> = {
  ' ': { kind: 'toggle-play' },
  r: { kind: 'draw-again' },
  b: { kind: 'crop-begin' },
  e: { kind: 'crop-end' },
  n: { kind: 'toggle-normalized' },
  '0': { kind: 'fit' },
  g: { kind: 'go-to-frame' },
  '/': { kind: 'filter' },
  '?': { kind: 'show-keys' },
};

/** What a key press means on the page; null where it means nothing, the browser's own shortcuts with Ctrl, Cmd and Alt included. */
export function readKey(press: KeyPress): KeyCommand | null {
  if (press.metaKey || (press.ctrlKey && !press.isAltGraph)) return null;
  if (press.altKey && !press.ctrlKey) {
    const view = readViewKey(press);
    // Firefox calls the Option key of a Mac AltGr, and some keyboards type brackets with it.
    if (view !== null || !press.isAltGraph) return view;
  }
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.shiftKey) {
    const clipMove = readShiftedKey(key, press.code);
    if (clipMove !== null) return clipMove;
  }
  const held = ownValue(HELD_KEYS, key);
  if (held !== null) return held;
  if (press.repeat) return null;
  return ownValue(PRESSED_KEYS, key) ?? readLoopKey(key);
}

function readShiftedKey(key: string, code: string): KeyCommand | null {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return { kind: 'move-playhead', by: 'clip', direction: key === 'ArrowLeft' ? -1 : 1 };
  }
  if (key === '{' || key === '[' || code === 'BracketLeft') return { kind: 'move-crop', by: 'clip', direction: -1 };
  if (key === '}' || key === ']' || code === 'BracketRight') return { kind: 'move-crop', by: 'clip', direction: 1 };
  return null;
}

/** By the physical key: with Alt a Mac types other signs than digits. */
function readViewKey({ code, repeat }: KeyPress): KeyCommand | null {
  const view = VIEWS[digitOf(code.replace(/^(Digit|Numpad)/, ''))];
  return view === undefined || repeat ? null : { kind: 'view', view };
}

function readLoopKey(key: string): KeyCommand | null {
  const target = LOOP_TARGETS[digitOf(key)];
  return target === undefined ? null : { kind: 'loop', target };
}

/** Index of a digit key, `1` first. */
function digitOf(key: string): number {
  return /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
}

function ownValue(keys: Readonly<Record<string, KeyCommand>>, key: string): KeyCommand | null {
  return Object.hasOwn(keys, key) ? (keys[key] ?? null) : null;
}
