import type { AppStore } from '../../state/actions.ts';
import { readStoredJson, writeStoredJson } from '../storage/stored-json.ts';

const STORAGE_KEY = 'talkscope.keep-pitch.v1';

/** Brings back whether the pitch is kept, and remembers it in this browser. */
export function startPitchChoice(store: AppStore): void {
  store.actions.setPitchKept(readStoredJson(STORAGE_KEY) === true);
  store.subscribe(({ isPitchKept }, previous) => {
    if (isPitchKept !== previous.isPitchKept) writeStoredJson(STORAGE_KEY, isPitchKept);
  });
}
