import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';

/** Columns that the table can be sorted by. */
export type DisagreementColumn = 'name' | 'refStd' | 'candStd' | 'stdChange' | 'meanChange';

export interface DisagreementOrder {
  readonly column: DisagreementColumn;
  readonly isDescending: boolean;
}

/** By the size of the std's disagreement, as the comparison has them. */
export const FIRST_ORDER: DisagreementOrder = { column: 'stdChange', isDescending: true };

/** The rows in order. Changes are sorted by their size, whatever their sign; names in the order of the groups. */
export function sortRows(
  { dimensions, largest }: StatisticsComparison,
  { column, isDescending }: DisagreementOrder,
): readonly ComparedDimension[] {
  if (column === 'stdChange') return isDescending ? largest : [...largest].reverse();
  if (column === 'name') {
    const shown = new Set(largest);
    const inOrder = dimensions.filter((dimension) => shown.has(dimension));
    return isDescending ? inOrder.reverse() : inOrder;
  }
  const sign = isDescending ? -1 : 1;
  return [...largest].sort((a, b) => sign * (Math.abs(a[column]) - Math.abs(b[column])));
}

/** What a click on a column's head makes of the order. */
export function orderBy(order: DisagreementOrder, column: DisagreementColumn): DisagreementOrder {
  if (order.column === column) return { column, isDescending: !order.isDescending };
  return { column, isDescending: column !== 'name' };
}

/** Change of the std that fills half of the bar; larger ones are cut. */
const FULL_CHANGE = 0.5;

/** Left edge and width of the bar of a change, as shares of the whole: the middle is no change. */
export function changeBar(stdChange: number): { readonly left: number; readonly width: number } {
  const share = Math.min(Math.max(stdChange / FULL_CHANGE, -1), 1) / 2;
  return { left: share < 0 ? 0.5 + share : 0.5, width: Math.abs(share) };
}
