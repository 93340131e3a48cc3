import { isSourceFault } from '../bytes/source-fault.ts';
import { attempt } from '../dataset/dataset.ts';
import { DataError, type Problem } from '../errors.ts';

/** Runs `read` and returns its value, or the problem where the data is bad. A fault of the source passes on: it says nothing about the data. */
export function attemptRead<T>(read: () => T): { readonly value: T } | { readonly problem: Problem } {
  const result = attempt(read);
  if ('problem' in result && isSourceFault(result.problem)) throw new DataError(result.problem);
  return result;
}
