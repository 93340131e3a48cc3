import type { Problem } from '../../core/errors.ts';

/** A part of the page whose code could not be fetched, e.g. without network. */
export function partMissing(reason: string): Problem {
  return {
    code: 'page-part-missing',
    what: 'A part of the page could not be fetched; reload the page',
    expected: 'the dialog’s code from the host of this page',
    found: reason,
    where: 'dialog',
  };
}
