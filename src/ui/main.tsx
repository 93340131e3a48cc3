import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLinkSync } from '../state/link-sync.ts';
import { createAppStore } from '../state/store.ts';
import { createWorkerClient } from '../worker/client.ts';
import { App } from './app.tsx';
import { BROWSER_LINK } from './link-host.ts';
import './theme/mantine-styles.css';
import './theme/tokens.css';
import './theme/mantine-colors.css';
import './theme/base.css';
import { applyTheme, readThemeChoice } from './theme/theme-choice.ts';

const theme = readThemeChoice();
applyTheme(theme, false);
const store = createAppStore({ worker: createWorkerClient(), initial: { theme } });
store.subscribe((state, previous) => {
  if (state.theme !== previous.theme) applyTheme(state.theme, true);
});

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element "root"');
createRoot(container).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
);
void startLinkSync(store, BROWSER_LINK);
