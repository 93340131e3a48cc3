import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStoreOver } from '../state/base-store.ts';
import { startFlagSync } from '../state/flag-sync.ts';
import { chooseLanes, startLaneSync } from '../state/lane-sync.ts';
import { createLaterViews } from '../state/later-views.ts';
import { startLinkSync } from '../state/link-sync.ts';
import { startViewFollow } from '../state/view-follow.ts';
import { createWorkerClient, startPooledWorker } from '../worker/client.ts';
import { createWorkerPool } from '../worker/pool.ts';
import { App } from './app.tsx';
import { watchPointer } from './crop/pointer-down.ts';
import { BROWSER_LANES } from './lanes/lane-storage.ts';
import { BROWSER_LINK } from './link-host.ts';
import { BROWSER_FLAGS } from './list/flag-storage.ts';
import { startRecentDatasets } from './open/recent-store.ts';
import { startPitchChoice } from './sound/pitch-choice.ts';
import './theme/mantine-styles.css';
import './theme/tokens.css';
import './theme/mantine-colors.css';
import './theme/base.css';
import { applyTheme, readThemeChoice } from './theme/theme-choice.ts';

/** One core stays free for the page, which must not stutter; more than eight workers wait for the disk. */
function poolSize(cores: number): number {
  return Math.min(Math.max(cores - 1, 1), 8);
}

const theme = readThemeChoice();
applyTheme(theme, false);
const store = createStoreOver(
  {
    worker: createWorkerClient(),
    pool: createWorkerPool(startPooledWorker, poolSize(navigator.hardwareConcurrency)),
    initial: { theme, heightsByLane: BROWSER_LANES.read().heights },
    chooseLanes: (groups) => chooseLanes(groups, BROWSER_LANES.read()),
  },
  createLaterViews,
);
store.subscribe((state, previous) => {
  if (state.theme !== previous.theme) applyTheme(state.theme, true);
});
startFlagSync(store, BROWSER_FLAGS);
startLaneSync(store, BROWSER_LANES);
startRecentDatasets(store);
startPitchChoice(store);
startViewFollow(store, watchPointer(window));

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element "root"');
createRoot(container).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
);
void startLinkSync(store, BROWSER_LINK);
