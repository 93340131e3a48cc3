import { createStore } from 'zustand/vanilla';
import type { AppStore } from '../../state/actions.ts';
import type { DatasetState } from '../../state/app-state.ts';
import { requestKey } from '../../state/flag-sync.ts';
import type { DatasetRequest } from '../../worker/protocol.ts';
import { readStoredJson, writeStoredJson } from '../storage/stored-json.ts';
import type { FolderHandle } from './folder-handle.ts';
import { forgetFoldersBut, keepFolder } from './kept-folders.ts';
import { parseRecents, type RecentDataset, withRecent } from './recent-datasets.ts';

/** Changes with the meaning of what is stored under it. */
const STORAGE_KEY = 'talkscope.recent.v1';

/** Datasets that were open in this browser, the last one first. */
export const recentStore = createStore<{ readonly recents: readonly RecentDataset[] }>(() => ({
  recents: parseRecents(readStoredJson(STORAGE_KEY)),
}));

/** The folder that a request was made from, where the browser gave a handle of it. */
const folderOfRequest = new WeakMap<DatasetRequest, FolderHandle>();

/** Has the folder kept once the request has led to an open dataset. */
export function rememberFolder(request: DatasetRequest, folder: FolderHandle): void {
  folderOfRequest.set(request, folder);
}

/** Notes each dataset that could be opened; one that could not is none to come back to. */
export function startRecentDatasets(store: AppStore): void {
  store.subscribe(({ dataset }, previous) => {
    if (dataset.phase !== 'open' || isSameRequest(dataset, previous.dataset)) return;
    const { request, summary } = dataset;
    const key = requestKey(request, summary.sizeBytes);
    const recents = withRecent(recentStore.getState().recents, {
      key,
      url: request.kind === 'url' ? request.url : null,
      name: summary.name,
      kind: summary.kind,
      sizeBytes: summary.sizeBytes,
      sequenceCount: summary.sequences.length,
      openedAtMs: Date.now(),
    });
    setRecents(recents);
    const folder = folderOfRequest.get(request);
    if (folder !== undefined) void keepFolder(key, folder);
  });
}

export function forgetRecents(): void {
  setRecents([]);
}

function setRecents(recents: readonly RecentDataset[]): void {
  recentStore.setState({ recents });
  writeStoredJson(STORAGE_KEY, recents);
  void forgetFoldersBut(recents.map(({ key }) => key));
}

function isSameRequest(dataset: Extract<DatasetState, { phase: 'open' }>, previous: DatasetState): boolean {
  return previous.phase === 'open' && previous.request === dataset.request;
}
