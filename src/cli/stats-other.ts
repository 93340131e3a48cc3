import { within } from '../core/errors.ts';
import { parseNpz } from '../core/formats/npz.ts';
import type { CoefficientStatistics } from '../core/statistics/coefficient-statistics.ts';
import { parseStatisticsFile } from '../core/statistics/stats-file.ts';
import { openFileSource } from '../platform/node/file-source.ts';
import type { Output } from './output.ts';
import type { StatsArguments } from './stats-arguments.ts';
import { measureSource } from './stats-measure.ts';

/**
 * The statistics that OTHER stands for: a statistics file as it is, or those of another SOURCE, measured in the same way over its split of the same name.
 *
 * @param own whose groups a statistics file is read for.
 */
export async function readOther(
  against: string,
  own: CoefficientStatistics,
  command: StatsArguments,
  output: Output,
): Promise<CoefficientStatistics> {
  if (!/\.npz$/i.test(against)) return (await measureSource(against, command, output)).statistics;
  const file = openFileSource(against);
  try {
    const arrays = within(against, () => parseNpz(file.read(0, file.size)));
    const groups = Array.from(own, ([name, { mean }]) => ({ name, width: mean.length }));
    return parseStatisticsFile(arrays, groups, against);
  } finally {
    file.close();
  }
}
