import { DataError } from '../errors.ts';

/** Whether the bytes of a store are at fault. A source that cannot be read (a lost connection) throws `DataError`s too: they are not damage. */
export function isDamage(error: unknown): error is DataError {
  return error instanceof DataError && error.problem.code.startsWith('lmdb-');
}

/** Flags and magic numbers as messages show them. */
export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
