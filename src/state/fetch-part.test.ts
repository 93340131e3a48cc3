import { expect, it } from 'vitest';
import { fetchPart } from './fetch-part.ts';

it('answers with the code that was fetched', async () => {
  expect(await fetchPart(async () => 7)).toEqual({ part: 7 });
});

it('answers with a problem where the host of the page is gone', async () => {
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  expect(await fetchPart(gone)).toMatchObject({
    problem: { code: 'page-part-missing', found: 'Failed to fetch dynamically imported module' },
  });
});
