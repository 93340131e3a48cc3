import type { FlagStorage } from '../../state/flag-sync.ts';
import { fieldsOf, readStoredJson, writeStoredJson } from '../storage/stored-json.ts';

/** Changes with the meaning of what is stored under it. */
const STORAGE_KEY = 'talkscope.flags.v1';

/** Flags of all datasets, in this browser. A dataset without flags takes no place. */
export const BROWSER_FLAGS: FlagStorage = {
  read: (datasetKey) => {
    const entries = fieldsOf(readStoredJson(STORAGE_KEY))[datasetKey];
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry === 'string') : [];
  },
  write: (datasetKey, entries) => {
    const { [datasetKey]: _, ...others } = fieldsOf(readStoredJson(STORAGE_KEY));
    writeStoredJson(STORAGE_KEY, entries.length === 0 ? others : { ...others, [datasetKey]: entries });
  },
};
