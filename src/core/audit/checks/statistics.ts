import type { Dataset } from '../../dataset/dataset.ts';
import { COEFFICIENT_EPS } from '../../sample/normalize.ts';
import { nameDimension } from '../../statistics/dimension-name.ts';
import { amplificationOf } from '../../statistics/near-zero-std.ts';
import type { AuditRules } from '../audit-rules.ts';
import { shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** Change of a coefficient by which the consequence is told: float32 noise on values near 10. */
const SMALL_CHANGE = '1e-6';

/** Dimensions whose deviation is so small that normalising blows noise up; a finding a dimension. */
export function findNearZeroStatistics(dataset: Dataset, rules: AuditRules): Finding[] {
  if (dataset.statistics === null) return [];
  return [...dataset.statistics].flatMap(([group, { std }]) =>
    [...std.entries()].flatMap(([dim, value]) => {
      if (!(value >= 0 && value < rules.nearZeroStd)) return [];
      const z = Number(amplificationOf(value, COEFFICIENT_EPS).toPrecision(2));
      const name = nameDimension(group, dim, std.length);
      const becomes = `a change of ${SMALL_CHANGE} becomes z = ${shortNumber(z)}`;
      return [
        makeFinding('std-near-zero', {
          entry: null,
          clip: null,
          frames: null,
          message: `${name}: std ${shortNumber(value)}, ${becomes}`,
          what: `${name} hardly varies in the statistics`,
          expected: `a std of ${shortNumber(rules.nearZeroStd)} or more`,
          found: `std ${shortNumber(value)}`,
          where: `${dataset.statisticsFileName}, ${group}_std[${dim}]`,
          consequence: `The loader divides by std + 1e-9, so ${becomes}.`,
          numbers: { std: value, dim, z },
        }),
      ];
    }),
  );
}
