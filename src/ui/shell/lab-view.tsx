import { type ComponentType, lazy, Suspense } from 'react';
import type { ViewName } from '../../state/app-state.ts';
import { PartBoundary } from '../errors/part-boundary.tsx';
import { useAppState } from '../store-context.ts';
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
      <Suspense fallback={<p className={styles.loading}>Loading the view</p>}>
        <View />
      </Suspense>
    </PartBoundary>
  );
}
