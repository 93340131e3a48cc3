import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { ViewName } from '../../state/app-state.ts';
import { PartBoundary } from '../errors/part-boundary.tsx';
import { useAppState, useAppStore } from '../store-context.ts';
import { DatasetInstead } from './dataset-instead.tsx';
import styles from './lab-view.module.css';

type LabViewName = Exclude<ViewName, 'explore'>;

/** The views beside Explore; none is part of the first load. */
const VIEWS: Readonly<Record<LabViewName, ComponentType>> = {
  normalize: lazy(async () => ({ default: (await import('../normalize/normalize-view.tsx')).NormalizeView })),
  dataset: lazy(async () => ({ default: (await import('../dataset/dataset-view.tsx')).DatasetView })),
  audit: lazy(async () => ({ default: (await import('../audit/audit-view.tsx')).AuditView })),
  sampling: lazy(async () => ({ default: (await import('../sampling/sampling-view.tsx')).SamplingView })),
};

export function LabView({ view }: { readonly view: LabViewName }) {
  const View = VIEWS[view];
  const isOpen = useAppState(({ dataset }) => dataset.phase === 'open');
  // A tone and its rates need no dataset.
  if (!isOpen && view !== 'sampling') return <DatasetInstead />;
  return (
    <PartBoundary part={`The ${view} view`}>
      <Suspense fallback={<Loading />}>
        <WithActions>
          <View />
        </WithActions>
      </Suspense>
    </PartBoundary>
  );
}

/** Waits for the code of the actions, so that the first thing that the user does in a view is done at once. */
function WithActions({ children }: { readonly children: ReactNode }) {
  const store = useAppStore();
  const [loaded, setLoaded] = useState<{ readonly fault: unknown } | null>(null);
  useEffect(() => {
    store.prepareViews().then(
      () => setLoaded({ fault: null }),
      (fault: unknown) => setLoaded({ fault }),
    );
  }, [store]);
  if (loaded === null) return <Loading />;
  if (loaded.fault !== null) throw loaded.fault;
  return children;
}

function Loading() {
  return <p className={styles.loading}>Loading the view</p>;
}
