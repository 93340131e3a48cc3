import { within } from '../errors.ts';
import type { NdArray } from './ndarray.ts';
import { carryOut } from './pickle-handlers.ts';
import { describeItem, PickleArray, PickleDtype, PickleGlobal, type PickleItem, PickleTuple } from './pickle-items.ts';
import { PickleMachine } from './pickle-machine.ts';
import { OPCODES } from './pickle-opcodes.ts';
import { LongText } from './pickle-text.ts';

/**
 * A pickled value. Integers past 2^53 are bigints, other numbers (numpy's scalars too) numbers; bytes and bytearrays are views of the
 * pickle; a dict is a Map (bytes and tuples as its keys are found by identity only), a tuple an array like a list, a frozenset a Set.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | NdArray
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>;

/** How deep values may lie within one another: about as deep as Python's own pickler goes. */
const MAX_DEPTH = 1000;

/**
 * Reads a pickle of protocol 0 to 5 without running any of it: plain data, and numpy arrays and scalars of numbers. Arrays and bytes stay
 * views of `bytes`; values that the pickle shares are shared in the result. Bytes after the STOP opcode are ignored, as
 * Python's `pickle.loads` ignores them.
 *
 * Throws a `DataError` that names the byte: on any other global or class, a refused dtype, persistent ids, extension codes, buffers kept
 * outside the pickle, a value that contains itself or lies too deep, and damage of any kind.
 */
export function parsePickle(bytes: Uint8Array): PickleValue {
  const machine = new PickleMachine(bytes);
  for (let opcode = machine.cursor.opcode(); opcode !== OPCODES.STOP; opcode = machine.cursor.opcode()) {
    carryOut(machine, opcode);
  }
  return new ResultMaker(machine).valueOf(machine.finish(), 0);
}

/** Makes the user's values of the items that were used while reading. */
class ResultMaker {
  readonly #machine: PickleMachine;
  /** What became of each item that may be shared; null while it is in the making. */
  readonly #made = new Map<PickleItem, PickleValue[] | Map<PickleValue, PickleValue> | Set<PickleValue> | null>();

  constructor(machine: PickleMachine) {
    this.#machine = machine;
  }

  valueOf(item: PickleItem, depth: number): PickleValue {
    if (item === null || typeof item !== 'object' || item instanceof Uint8Array) return item;
    if (item instanceof LongText) return within(this.#machine.cursor.where, () => item.text);
    if (item instanceof PickleArray && item.array !== null) return item.array;
    if (item instanceof PickleArray || item instanceof PickleDtype || item instanceof PickleGlobal) {
      const expected = 'numbers, text, bytes, lists, dicts and arrays';
      throw this.#machine.cursor.malformed('The pickle holds what is no data', expected, describeItem(item));
    }
    const made = this.#made.get(item);
    if (made === null) {
      throw this.#machine.cursor.malformed('A value contains itself', 'values within values', describeItem(item));
    }
    if (made !== undefined) return made;
    if (depth >= MAX_DEPTH) {
      throw this.#machine.cursor.malformed('Values lie too deep within one another', `${MAX_DEPTH} levels`, 'more');
    }
    this.#made.set(item, null);
    const value = this.#containerOf(item, depth + 1);
    this.#made.set(item, value);
    return value;
  }

  #containerOf(
    item: PickleItem[] | PickleTuple | Map<PickleItem, PickleItem> | Set<PickleItem>,
    depth: number,
  ): PickleValue[] | Map<PickleValue, PickleValue> | Set<PickleValue> {
    if (item instanceof Map) {
      const dict = new Map<PickleValue, PickleValue>();
      for (const [key, value] of item) dict.set(this.valueOf(key, depth), this.valueOf(value, depth));
      return dict;
    }
    if (item instanceof Set) return new Set(Array.from(item, (member) => this.valueOf(member, depth)));
    const items = item instanceof PickleTuple ? item.items : item;
    return items.map((member) => this.valueOf(member, depth));
  }
}
