import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = dirname(fileURLToPath(import.meta.url));

/** Top folders that each top folder may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  platform: ['core', 'platform'],
  worker: ['core', 'platform', 'worker'],
  state: ['core', 'worker', 'state'],
  ui: ['core', 'worker', 'state', 'ui'],
  cli: ['core', 'platform', 'cli'],
};

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => join(SRC, file))
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file));

/** Relative imports of a file that exist at run time, resolved; `import type` is erased and can close no cycle. */
function importsOf(file: string, kind: 'all' | 'run time'): string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  for (const match of text.matchAll(/(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/g)) {
    if (kind === 'run time' && match[1] !== undefined) continue;
    if (match[2] !== undefined) found.push(resolve(dirname(file), match[2]));
  }
  return found;
}

const folderOf = (file: string) => relative(SRC, file).split(/[\\/]/)[0] ?? '';

describe('the source tree', () => {
  it('is found by this test, with imports', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((file) => importsOf(file, 'all')).length).toBeGreaterThan(100);
  });

  it('imports only in the directions of src/README.md', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file, 'all')
        .filter((target) => !target.startsWith(`${SRC}/`) || !MAY_IMPORT[folderOf(file)]?.includes(folderOf(target)))
        .map((target) => `${relative(SRC, file)} imports ${relative(SRC, target)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no import cycle', () => {
    const graph = new Map(sources.map((file) => [file, importsOf(file, 'run time')]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].map((each) => relative(SRC, each)).join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });

  // Core's tsconfig has neither DOM nor node types, which keeps out the globals; imports could bring them back.
  it('keeps node, React and the console out of core', () => {
    const core = sources.filter((file) => folderOf(file) === 'core');
    const wrong = core.filter((file) => /from '(node:|react)|\bconsole\./.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(SRC, file))).toEqual([]);
  });
});
