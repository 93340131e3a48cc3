import { PickleCursor } from './pickle-cursor.ts';
import { describeItem, isHashable, type PickleItem } from './pickle-items.ts';

/** The stack, the marks and the memo that a pickle's opcodes work on (Lib/pickletools.py describes them). */
export class PickleMachine {
  readonly cursor: PickleCursor;
  readonly #stack: PickleItem[] = [];
  /** Height of the stack at each MARK that is open. */
  readonly #marks: number[] = [];
  /** A map, not an array: a pickle may use index 2^32 - 1 first. */
  readonly #memo = new Map<number, PickleItem>();

  constructor(pickle: Uint8Array) {
    this.cursor = new PickleCursor(pickle);
  }

  push(item: PickleItem): void {
    this.#stack.push(item);
  }

  /** Takes the top item; items below the last mark are out of reach. */
  pop(): PickleItem {
    const item = this.top();
    this.#stack.pop();
    return item;
  }

  top(): PickleItem {
    const item = this.#stack.length > (this.#marks.at(-1) ?? 0) ? this.#stack.at(-1) : undefined;
    if (item === undefined) {
      throw this.cursor.malformed(`${this.cursor.opcodeName} finds nothing on the stack`, 'an item', 'none');
    }
    return item;
  }

  /** POP: the top item, or the last mark where it lies on top. */
  popItemOrMark(): void {
    if (this.#stack.length === this.#marks.at(-1)) this.#marks.pop();
    else this.pop();
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  /** Takes the items above the last mark, and the mark. */
  popToMark(): PickleItem[] {
    const height = this.#marks.pop();
    if (height === undefined) {
      throw this.cursor.malformed(`${this.cursor.opcodeName} finds no mark`, 'a MARK before it', 'none');
    }
    return this.#stack.splice(height);
  }

  memoize(index: number = this.#memo.size): void {
    this.#memo.set(index, this.top());
  }

  recall(index: number): void {
    const item = this.#memo.get(index);
    if (item === undefined) {
      throw this.cursor.malformed('The pickle recalls what it never stored', `a memo of index ${index}`, 'none');
    }
    this.#stack.push(item);
  }

  append(items: readonly PickleItem[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw this.#wrongTarget('a list', list);
    for (const item of items) list.push(item);
  }

  add(items: readonly PickleItem[]): void {
    const set = this.top();
    if (!(set instanceof Set)) throw this.#wrongTarget('a set', set);
    for (const item of items) set.add(this.#checkedKey(item));
  }

  /** Puts keys and values, in turn, into the dict on top. */
  setItems(items: readonly PickleItem[]): void {
    const dict = this.top();
    if (!(dict instanceof Map)) throw this.#wrongTarget('a dict', dict);
    this.fill(dict, items);
  }

  fill(dict: Map<PickleItem, PickleItem>, items: readonly PickleItem[]): Map<PickleItem, PickleItem> {
    if (items.length % 2 !== 0) {
      throw this.cursor.malformed('A dict gets a key without a value', 'an even number of items', `${items.length}`);
    }
    for (let at = 0; at < items.length; at += 2) {
      dict.set(this.#checkedKey(items[at] ?? null), items[at + 1] ?? null);
    }
    return dict;
  }

  setOf(items: readonly PickleItem[]): Set<PickleItem> {
    return new Set(items.map((item) => this.#checkedKey(item)));
  }

  /** The result, on STOP: the only item left. */
  finish(): PickleItem {
    const item = this.pop();
    if (this.#stack.length > 0 || this.#marks.length > 0) {
      const left = `${this.#stack.length + 1} items and ${this.#marks.length} marks`;
      throw this.cursor.malformed('The pickle stops before its value is complete', 'one item on the stack', left);
    }
    return item;
  }

  #checkedKey(item: PickleItem): PickleItem {
    if (isHashable(item)) return item;
    throw this.cursor.malformed(
      'A key or member is nothing that Python takes as one',
      'a hashable value',
      describeItem(item),
    );
  }

  #wrongTarget(expected: string, target: PickleItem): Error {
    return this.cursor.malformed(
      `${this.cursor.opcodeName} finds the wrong thing on the stack`,
      expected,
      describeItem(target),
    );
  }
}
