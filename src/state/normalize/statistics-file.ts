import { formatNpz } from '../../core/formats/npz.ts';
import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import { toStatisticsArrays } from '../../core/statistics/stats-file.ts';

/** The bytes of a `stats_*.npz` as the training loader reads it. */
export function formatStatisticsFile(statistics: CoefficientStatistics): Uint8Array {
  return formatNpz(toStatisticsArrays(statistics));
}
