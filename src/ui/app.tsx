import { MantineProvider } from '@mantine/core';
import type { AppStore } from '../state/actions.ts';
import { Shell } from './shell/shell.tsx';
import { StoreProvider, useAppState } from './store-context.ts';
import { mantineTheme } from './theme/theme.ts';

/** The whole page over one store. */
export function App({ store }: { readonly store: AppStore }) {
  return (
    <StoreProvider value={store}>
      <ThemedShell />
    </StoreProvider>
  );
}

function ThemedShell() {
  const theme = useAppState((state) => state.theme);
  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme}>
      <Shell />
    </MantineProvider>
  );
}
