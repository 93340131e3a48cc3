import { useEffect, useState } from 'react';
import { IconButton } from '../controls/button.tsx';
import { PartBoundary } from '../errors/part-boundary.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { isDialogOpen, ownsKey } from '../keys/key-focus.ts';
import { SequenceList } from '../list/sequence-list.tsx';
import { useActions } from '../store-context.ts';
import { Transport } from '../transport/transport.tsx';
import styles from './explore-view.module.css';
import { LaneArea } from './lane-area.tsx';
import { SidePanel } from './side-panel.tsx';

export interface ExploreViewProps {
  readonly isNarrow: boolean;
  readonly isListOpen: boolean;
  readonly onListOpenChange: (isOpen: boolean) => void;
}

/** List, lanes, inspector and transport. A fault in one leaves the others at work. */
export function ExploreView({ isNarrow, isListOpen, onListOpenChange }: ExploreViewProps) {
  const actions = useActions();
  const [isInspectorOpen, setInspectorOpen] = useState(false);
  useFilterKey(isNarrow && !isListOpen, onListOpenChange);
  return (
    <div className={isNarrow ? `${styles.explore} ${styles.narrow}` : styles.explore}>
      <SidePanel
        side="left"
        label="Sequence list"
        icon="list"
        isNarrow={isNarrow}
        isOpen={isListOpen}
        onOpenChange={onListOpenChange}
        railButtons={
          <>
            <IconButton label="Previous sequence" icon="arrowUp" onClick={() => actions.stepEntry(-1)} />
            <IconButton label="Next sequence" icon="arrowDown" onClick={() => actions.stepEntry(1)} />
          </>
        }
      >
        <PartBoundary part="The sequence list">
          <SequenceList />
        </PartBoundary>
      </SidePanel>
      <div className={styles.lanes}>
        <PartBoundary part="The lanes">
          <LaneArea />
        </PartBoundary>
      </div>
      <SidePanel
        side="right"
        label="Inspector"
        icon="crop"
        isNarrow={isNarrow}
        isOpen={isInspectorOpen}
        onOpenChange={setInspectorOpen}
      >
        <PartBoundary part="The inspector">
          <Inspector />
        </PartBoundary>
      </SidePanel>
      <div className={styles.transport}>
        <PartBoundary part="The transport">
          <Transport />
        </PartBoundary>
      </div>
    </div>
  );
}

/** While the list is folded away, its key opens it; the drawer then puts the focus into the filter, its first field. */
function useFilterKey(isFolded: boolean, onListOpenChange: (isOpen: boolean) => void) {
  useEffect(() => {
    if (!isFolded) return;
    function openList(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (ownsKey(event.target, event.key) || isDialogOpen(document)) return;
      event.preventDefault();
      onListOpenChange(true);
    }
    window.addEventListener('keydown', openList);
    return () => window.removeEventListener('keydown', openList);
  }, [isFolded, onListOpenChange]);
}
