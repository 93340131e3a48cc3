import type { LaneStorage } from '../../state/lane-sync.ts';
import { fieldsOf, readStoredJson, writeStoredJson } from '../storage/stored-json.ts';

/** Changes with the meaning of what is stored under it. */
const STORAGE_KEY = 'talkscope.lanes.v1';

/** Order, folding and heights of the lanes, in this browser. */
export const BROWSER_LANES: LaneStorage = {
  read: () => {
    const { wordsByGroups, heights } = fieldsOf(readStoredJson(STORAGE_KEY));
    return {
      wordsByGroups: pickFields(wordsByGroups, (value) => typeof value === 'string'),
      heights: pickFields(heights, (value): value is number => Number.isFinite(value)),
    };
  },
  write: (stored) => writeStoredJson(STORAGE_KEY, stored),
};

function pickFields<T>(stored: unknown, isValue: (value: unknown) => value is T): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(stored)).filter((entry): entry is [string, T] => isValue(entry[1])),
  );
}
