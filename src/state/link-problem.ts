import type { Problem } from '../core/errors.ts';

/** A parameter of a link that was not understood. */
export function linkProblem(name: string, expected: string, found: string): Problem {
  return {
    code: 'link-value',
    what: `The link's ${name} was not understood and is left out`,
    expected,
    found,
    where: `link, ${name}=${found}`,
  };
}
