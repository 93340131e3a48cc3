import type { ViewName } from '../../state/app-state.ts';
import { Button } from '../controls/button.tsx';
import { useActions } from '../store-context.ts';
import styles from './planned-view.module.css';
import { PLANNED_VIEWS } from './views.ts';

/** Stands in a tab whose view this version does not have. */
export function PlannedView({ view }: { readonly view: Exclude<ViewName, 'explore'> }) {
  const actions = useActions();
  const { words, command } = PLANNED_VIEWS[view];
  return (
    <div className={styles.planned}>
      <p>{words}</p>
      {command !== null && (
        <p className={styles.command}>
          On the command line: <code>{command}</code>
        </p>
      )}
      <Button onClick={() => actions.showView('explore')}>Back to Explore</Button>
    </div>
  );
}
