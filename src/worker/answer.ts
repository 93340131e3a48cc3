import { DataError } from '../core/errors.ts';
import type { Answer } from './protocol.ts';

/** Runs a handler and turns a `DataError` into an answer; any other error is a fault of this program and passes on. */
export async function answer<T>(handle: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await handle() };
  } catch (error) {
    if (error instanceof DataError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The value of an answer, or its problem thrown as a `DataError`. */
export function requireValue<T>(answered: Answer<T>): T {
  if (answered.ok) return answered.value;
  throw new DataError(answered.problem);
}
