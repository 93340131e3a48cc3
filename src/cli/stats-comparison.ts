import { describeProblem } from '../core/errors.ts';
import type { ComparedDimension, StatisticsComparison } from '../core/statistics/compare-statistics.ts';
import { formatTable, type Output } from './output.ts';

/** What was measured against what OTHER says, which is the reference. */
export interface NamedComparison extends StatisticsComparison {
  readonly against: string;
}

/** Rows of the table; --json gives them all. */
const SHOWN_ROWS = 20;

/** For machines: every dimension, in the reference's order; what is not finite becomes null. */
export function comparisonToJson({ against, dimensions, differentCount, problems }: NamedComparison) {
  return {
    against,
    different: differentCount,
    dimensions: dimensions.map((each) => ({
      group: each.group,
      dim: each.dim,
      name: each.name,
      ref_mean: each.refMean,
      ref_std: each.refStd,
      cand_mean: each.candMean,
      cand_std: each.candStd,
      std_ratio: each.stdRatio,
      std_change: each.stdChange,
      mean_change: each.meanChange,
      mean_change_in_ref_std: each.meanChangeInStd,
      is_different: each.isDifferent,
      is_near_zero: each.isNearZero,
      ref_amplification: each.refAmplification,
      cand_amplification: each.candAmplification,
    })),
    problems,
  };
}

/** For people: the largest disagreements first, then what has hardly any deviation. */
export function printComparison(title: string, comparison: NamedComparison, output: Output): void {
  const { against, dimensions, largest, nearZero, differentCount, problems } = comparison;
  output.print(`${title}, against ${against}`);
  output.print(
    `${dimensions.length} dimensions, ${differentCount} differ by more than 10 % in std, ${nearZero.length} have std near 0`,
  );
  const shown = largest.slice(0, SHOWN_ROWS);
  printTable(
    ['largest disagreement', 'ref std', 'std', 'change', 'mean change', 'in ref std'],
    shown.map((each) => [
      each.name,
      figure(each.refStd),
      figure(each.candStd),
      percent(each.stdChange),
      signed(figure(each.meanChange)),
      inRefStd(each.meanChangeInStd),
    ]),
    output,
  );
  if (largest.length > shown.length)
    output.print(`and ${largest.length - shown.length} that differ less; --json lists all`);
  if (nearZero.length > 0) {
    output.print('');
    printTable(['std near 0', 'ref std', 'std', 'a change of 1e-6 becomes z'], nearZero.map(nearZeroRow), output);
  }
  for (const problem of problems) output.report(`talkscope: ${describeProblem(problem)}`);
}

function nearZeroRow({ name, refStd, candStd, refAmplification, candAmplification }: ComparedDimension): string[] {
  const amplification = [refAmplification, candAmplification].map((z) => String(Number(z.toPrecision(3)))).join(', ');
  return [name, tiny(refStd), tiny(candStd), amplification];
}

function printTable(header: readonly string[], rows: readonly (readonly string[])[], output: Output): void {
  const isRight = header.map((_, column) => column > 0);
  for (const line of formatTable([header, ...rows], isRight)) output.print(line);
}

function figure(value: number): string {
  return value.toPrecision(4);
}

function tiny(std: number): string {
  return std === 0 ? '0' : std.toExponential(1);
}

function percent(change: number): string {
  return Number.isFinite(change) ? signed(`${(100 * change).toFixed(1)} %`) : 'from 0';
}

/** A reference without deviation is no unit. */
function inRefStd(change: number): string {
  return Number.isFinite(change) ? signed(change.toFixed(2)) : '-';
}

function signed(text: string): string {
  return text.startsWith('-') ? text : `+${text}`;
}
