import type { Problem } from '../core/errors.ts';

/** Code that is fetched when it is first needed; or why it could not be, e.g. without network: work that waits for it would else stand still for ever. */
export async function fetchPart<T>(
  load: () => Promise<T>,
): Promise<{ readonly part: T } | { readonly problem: Problem }> {
  try {
    return { part: await load() };
  } catch (error) {
    const problem: Problem = {
      code: 'page-part-missing',
      what: 'A part of the page could not be fetched',
      expected: 'its code from the host of this page',
      found: error instanceof Error ? error.message : String(error),
      where: 'the page',
    };
    return { problem };
  }
}
