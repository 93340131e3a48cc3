import { attempt } from '../../core/dataset/dataset.ts';
import type { Problem } from '../../core/errors.ts';
import { within } from '../../core/errors.ts';
import { parseNpz } from '../../core/formats/npz.ts';
import type { GroupWidth } from '../../core/statistics/coefficient-statistics.ts';
import { checkStatistics, parseStatisticsFile } from '../../core/statistics/stats-file.ts';
import type { ChosenFile } from './normalize-state.ts';

/** Statistics are a few KB; a file this large is another. */
const MOST_BYTES = 64 * 2 ** 20;

/** A file as a browser gives it. */
export interface GivenNpz {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Reads a statistics file of the user's for the groups of the open dataset. */
export async function readChosenFile(
  file: GivenNpz,
  groups: readonly GroupWidth[],
): Promise<{ readonly value: ChosenFile } | { readonly problem: Problem }> {
  if (file.size > MOST_BYTES) {
    return {
      problem: {
        code: 'stats-too-large',
        what: 'The file is too large for statistics',
        expected: `at most ${MOST_BYTES} bytes`,
        found: `${file.size} bytes`,
        where: file.name,
      },
    };
  }
  let buffer: ArrayBuffer;
  try {
    buffer = await file.arrayBuffer();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return {
      problem: {
        code: 'file-unreadable',
        what: 'The file cannot be read',
        expected: 'its bytes',
        found,
        where: file.name,
      },
    };
  }
  return attempt(() => {
    const arrays = within(file.name, () => parseNpz(new Uint8Array(buffer)));
    const statistics = parseStatisticsFile(arrays, groups, file.name);
    return { fileName: file.name, statistics, problems: checkStatistics(statistics, file.name) };
  });
}
