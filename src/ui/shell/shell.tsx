import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { NoticeBar } from '../errors/notice-bar.tsx';
import { showKeySheet } from '../keys/key-dialog.ts';
import { Keys } from '../keys/keys.tsx';
import { DropOverlay } from '../open/drop-overlay.tsx';
import { OpenDialog } from '../open/open-dialog.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { ExploreView } from './explore-view.tsx';
import { Header } from './header.tsx';
import { pageTitle } from './page-title.ts';
import { PlannedView } from './planned-view.tsx';
import styles from './shell.module.css';
import { useIsNarrow } from './use-is-narrow.ts';
import { VIEW_TABS } from './views.ts';

/** Header, notices and the view in front. */
export function Shell() {
  const actions = useActions();
  const view = useAppState((state) => state.view);
  const isNarrow = useIsNarrow();
  const [isListOpen, setListOpen] = useState(false);
  usePageTitle();

  return (
    <Tabs
      unstyled
      keepMounted={false}
      value={view}
      onChange={(value) => {
        const tab = VIEW_TABS.find((candidate) => candidate.view === value);
        if (tab !== undefined) actions.showView(tab.view);
      }}
      className={styles.shell}
    >
      <Header isNarrow={isNarrow} onShowKeys={showKeySheet} />
      <div>
        <NoticeBar />
      </div>
      <main className={styles.main}>
        {VIEW_TABS.map((tab) => (
          <Tabs.Panel key={tab.view} value={tab.view} className={styles.panel}>
            {tab.view === 'explore' ? (
              <ExploreView isNarrow={isNarrow} isListOpen={isListOpen} onListOpenChange={setListOpen} />
            ) : (
              <PlannedView view={tab.view} />
            )}
          </Tabs.Panel>
        ))}
      </main>
      <OpenDialog />
      <Keys />
      <DropOverlay />
    </Tabs>
  );
}

function usePageTitle() {
  const store = useAppStore();
  useEffect(() => {
    const show = () => {
      document.title = pageTitle(store.getState());
    };
    show();
    return store.subscribe(show);
  }, [store]);
}
