import { Tabs } from '@mantine/core';
import { useEffect } from 'react';
import { NoticeBar } from '../errors/notice-bar.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { DropOverlay } from '../open/drop-overlay.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { ExploreView } from './explore-view.tsx';
import { Header } from './header.tsx';
import { LabView } from './lab-view.tsx';
import { PageDialogs } from './page-dialogs.tsx';
import { pageTitle } from './page-title.ts';
import styles from './shell.module.css';
import { useIsNarrow } from './use-is-narrow.ts';
import { VIEW_TABS } from './views.ts';

/** Header, notices and the view in front. */
export function Shell() {
  const actions = useActions();
  const view = useAppState((state) => state.view);
  const isNarrow = useIsNarrow();
  useKeys();
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
      <Header isNarrow={isNarrow} />
      <div>
        <NoticeBar />
      </div>
      <main className={styles.main}>
        {VIEW_TABS.map((tab) => (
          <Tabs.Panel key={tab.view} value={tab.view} className={styles.panel}>
            {tab.view === 'explore' ? <ExploreView isNarrow={isNarrow} /> : <LabView view={tab.view} />}
          </Tabs.Panel>
        ))}
      </main>
      <PageDialogs />
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
