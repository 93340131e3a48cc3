/** Types of `<input>` that take no text. */
const UNTYPED_INPUTS: ReadonlySet<string> = new Set([
  'range',
  'radio',
  'checkbox',
  'button',
  'submit',
  'reset',
  'file',
  'color',
]);
/** Elements that the arrow keys move by themselves. */
const ARROW_SELECTOR =
  'input, [role=slider], [role=tab], [role=radio], [role=grid], [role=menu], [role=listbox], [role=separator]';
/** Elements that the space bar presses by themselves. */
const SPACE_SELECTOR =
  'button, summary, a[href], [role=button], [role=tab], [role=switch], [role=checkbox], [role=row], [role=gridcell], [role=option], [role=menuitem], input[type=checkbox], input[type=radio]:not(:checked), input[type=file]';

/** Whether a key pressed on this element belongs to the element, not to the page. */
export function ownsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (isTextField(target)) return true;
  if (key === ' ') return target.closest(SPACE_SELECTOR) !== null;
  if (key.startsWith('Arrow')) return target.closest(ARROW_SELECTOR) !== null;
  return false;
}

/** Whether a dialog lies over the page; its keys are its own. */
export function isDialogOpen(page: ParentNode): boolean {
  return page.querySelector('[role=dialog][aria-modal=true], dialog[open]') !== null;
}

function isTextField(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !UNTYPED_INPUTS.has(element.type);
  return element.closest('textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox]') !== null;
}
