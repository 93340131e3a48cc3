import type { CoefficientGroup } from '../worker/protocol.ts';
import type { AppStore } from './actions.ts';
import type { AppState, Lane } from './app-state.ts';
import { createDefaultLanes } from './default-lanes.ts';
import { formatLanes, isLaneOf, parseLanes } from './link-lanes.ts';

/** How the lanes were left. */
export interface StoredLanes {
  /** The link's words for lanes, by what the dataset's groups are: lanes of one kind of dataset mean nothing to another. */
  readonly wordsByGroups: Readonly<Record<string, string>>;
  /** Heights that lanes were given, in CSS pixels, by lane. */
  readonly heights: Readonly<Record<string, number>>;
}

/** Where lanes are kept between visits; a test gives its own. */
export interface LaneStorage {
  readonly read: () => StoredLanes;
  readonly write: (stored: StoredLanes) => void;
}

/** The lanes as they were left for a dataset of these groups, or the first ones. */
export function chooseLanes(groups: readonly CoefficientGroup[], stored: StoredLanes): readonly Lane[] {
  const words = stored.wordsByGroups[groupsKey(groups)];
  const lanes = words === undefined ? null : parseLanes(words);
  return lanes?.every(({ content }) => isLaneOf(content, groups)) ? lanes : createDefaultLanes(groups);
}

/** Keeps order, folding and heights of the lanes as they change. */
export function startLaneSync(store: AppStore, storage: LaneStorage): void {
  store.subscribe((state, previous) => {
    const isChanged = state.lanes !== previous.lanes || state.heightsByLane !== previous.heightsByLane;
    const isOpening = state.dataset.phase !== 'open' || state.dataset.phase !== previous.dataset.phase;
    if (isChanged && !isOpening) storage.write(withLanes(storage.read(), state));
  });
}

function withLanes(stored: StoredLanes, { dataset, lanes, heightsByLane }: AppState): StoredLanes {
  if (dataset.phase !== 'open') return stored;
  const words = formatLanes(lanes);
  const { [groupsKey(dataset.summary.groups)]: _, ...others } = stored.wordsByGroups;
  return {
    // No lane at all is not worth coming back to.
    wordsByGroups: words === '' ? others : { ...others, [groupsKey(dataset.summary.groups)]: words },
    heights: heightsByLane,
  };
}

function groupsKey(groups: readonly CoefficientGroup[]): string {
  return groups.map(({ name, width }) => `${name} ${width}`).join(', ');
}
