import type { ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import type { OverviewState } from '../../state/overview/overview-state.ts';

/** Figures that the list shows: the length, then those of the scatter and the one by which it is sorted, three at most. */
export function listColumns({ scatter, sort }: Pick<OverviewState, 'scatter' | 'sort'>): readonly ProfileFigureKey[] {
  const wanted: readonly (ProfileFigureKey | 'entry')[] = ['seconds', sort.key, scatter.x, scatter.y];
  const keys = [...new Set(wanted)].filter((key): key is ProfileFigureKey => key !== 'entry').slice(0, 3);
  // A column keeps its place when the list is sorted by it.
  const order: readonly ProfileFigureKey[] = ['seconds', scatter.x, scatter.y];
  const placeOf = (key: ProfileFigureKey) => (order.includes(key) ? order.indexOf(key) : order.length);
  return keys.sort((a, b) => placeOf(a) - placeOf(b));
}
