import { type ComponentType, lazy, Suspense } from 'react';
import type { ViewName } from '../../state/app-state.ts';
import { PartBoundary } from '../errors/part-boundary.tsx';
import { useAppState } from '../store-context.ts';
import { DatasetInstead } from './dataset-instead.tsx';
import styles from './lab-view.module.css';

type LabViewName = Exclude<ViewName, 'explore'>;

/** Comes with each view, so that the first thing that the user does in it is done at once. */
const loadActions = () => import('../../state/views.ts');

/** A view with the code of its actions. */
function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => {
    const [View] = await Promise.all([load(), loadActions()]);
    return { default: View };
  });
}

/** The views beside Explore; none is part of the first load. */
const VIEWS: Readonly<Record<LabViewName, ComponentType>> = {
  normalize: later(async () => (await import('../normalize/normalize-view.tsx')).NormalizeView),
  dataset: later(async () => (await import('../dataset/dataset-view.tsx')).DatasetView),
  audit: later(async () => (await import('../audit/audit-view.tsx')).AuditView),
  sampling: later(async () => (await import('../sampling/sampling-view.tsx')).SamplingView),
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
