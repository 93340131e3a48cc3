import type { DatasetRequest } from '../worker/protocol.ts';
import type { AppStore } from './actions.ts';
import type { AppState } from './app-state.ts';

/** Where flags are kept between visits; a test gives its own. */
export interface FlagStorage {
  readonly read: (datasetKey: string) => readonly string[];
  readonly write: (datasetKey: string, entries: readonly string[]) => void;
}

/** Brings a dataset's flags back when it is opened, and keeps them as they change. */
export function startFlagSync(store: AppStore, storage: FlagStorage): void {
  let restored: ReadonlySet<string> | null = null;
  store.subscribe((state, previous) => {
    const key = datasetKey(state);
    if (key === null) return;
    const { flaggedEntries } = state;
    if (datasetKey(previous) !== key) {
      restored = new Set(storage.read(key));
      store.setState({ flaggedEntries: restored });
    } else if (flaggedEntries !== previous.flaggedEntries && flaggedEntries !== restored) {
      storage.write(key, [...flaggedEntries]);
    }
  });
}

/** What tells one dataset from another: its address, or for local files, whose place a page never learns, name and size. */
function datasetKey({ dataset }: AppState): string | null {
  return dataset.phase === 'open' ? requestKey(dataset.request, dataset.summary.sizeBytes) : null;
}

export function requestKey(request: DatasetRequest, sizeBytes: number): string {
  return request.kind === 'url' ? request.url : `${request.name}, ${sizeBytes} bytes`;
}
