import type { NdArray } from './ndarray.ts';
import { LongText } from './pickle-text.ts';

/** Names that a pickle may ask for, numpy 1's and numpy 2's spelling made one. */
export type PickleFunction =
  | 'numpy.core.numeric._frombuffer'
  | 'numpy.core.multiarray._reconstruct'
  | 'numpy.core.multiarray.scalar'
  | 'numpy.dtype'
  | 'numpy.ndarray'
  | '_codecs.encode';

export class PickleGlobal {
  readonly name: PickleFunction;

  constructor(name: PickleFunction) {
    this.name = name;
  }
}

export class PickleTuple {
  readonly items: readonly PickleItem[];

  constructor(items: readonly PickleItem[]) {
    this.items = items;
  }
}

/** A `numpy.dtype` on its way: made by REDUCE, given its byte order by BUILD. */
export class PickleDtype {
  typeString: string;

  constructor(typeString: string) {
    this.typeString = typeString;
  }
}

/** A `numpy.ndarray` on its way: made by REDUCE, given its content by BUILD (or at once by `_frombuffer`). */
export class PickleArray {
  array: NdArray | null;

  constructor(array: NdArray | null) {
    this.array = array;
  }
}

/** What lies on the stack and in the memo while a pickle is read. */
export type PickleItem =
  | null
  | boolean
  | number
  | bigint
  | string
  | LongText
  | Uint8Array
  | PickleItem[]
  | PickleTuple
  | Map<PickleItem, PickleItem>
  | Set<PickleItem>
  | PickleGlobal
  | PickleDtype
  | PickleArray;

/** The item in a few words, for messages. */
export function describeItem(item: PickleItem): string {
  if (item === null) return 'None';
  if (typeof item === 'string' || item instanceof LongText) return 'a text';
  if (typeof item === 'boolean') return item ? 'True' : 'False';
  if (typeof item !== 'object') return `the number ${item}`;
  if (item instanceof Uint8Array) return `${item.length} bytes`;
  if (Array.isArray(item)) return `a list of ${item.length}`;
  if (item instanceof PickleTuple) return `a tuple of ${item.items.length}`;
  if (item instanceof Map) return 'a dict';
  if (item instanceof Set) return 'a set';
  if (item instanceof PickleGlobal) return item.name;
  if (item instanceof PickleDtype) return `the type ${item.typeString}`;
  return item.array === null ? 'an array without content' : 'an array';
}

/** Whether Python takes the item as a key of a dict or a member of a set. */
export function isHashable(item: PickleItem): boolean {
  return (
    item === null ||
    typeof item !== 'object' ||
    [LongText, Uint8Array, PickleTuple].some((type) => item instanceof type)
  );
}
