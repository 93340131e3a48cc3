import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../controls/button.tsx';
import { useCropGestures } from '../crop/use-crop-gestures.ts';
import { PartBoundary } from '../errors/part-boundary.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { type Layout, layoutStore } from '../layout/layout-store.ts';
import { SequenceList } from '../list/sequence-list.tsx';
import { useActions } from '../store-context.ts';
import { Transport } from '../transport/transport.tsx';
import styles from './explore-view.module.css';
import { InspectorRail } from './inspector-rail.tsx';
import { LaneArea } from './lane-area.tsx';
import { SidePanel } from './side-panel.tsx';

export interface ExploreViewProps {
  readonly isNarrow: boolean;
}

/** List, lanes, inspector and transport. A fault in one leaves the others at work. */
export function ExploreView({ isNarrow }: ExploreViewProps) {
  const actions = useActions();
  useCropGestures();
  return (
    <PanelGrid isNarrow={isNarrow}>
      <SidePanel
        side="left"
        label="Sequence list"
        icon="list"
        isNarrow={isNarrow}
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
        railSections={<InspectorRail isNarrow={isNarrow} />}
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
    </PanelGrid>
  );
}

/** The columns of the view. A drag of a panel moves them without a render of what lies in them. */
function PanelGrid({ isNarrow, children }: { readonly isNarrow: boolean; readonly children: ReactNode }) {
  const grid = useRef<HTMLDivElement>(null);
  const isLeftRail = useStore(layoutStore, ({ panels }) => isNarrow || panels.left.isFolded);
  const isRightRail = useStore(layoutStore, ({ panels }) => isNarrow || panels.right.isFolded);

  useLayoutEffect(() => {
    const place = ({ panels }: Layout) => {
      grid.current?.style.setProperty('--left-width', `${panels.left.widthPx}px`);
      grid.current?.style.setProperty('--right-width', `${panels.right.widthPx}px`);
    };
    place(layoutStore.getState());
    return layoutStore.subscribe(place);
  }, []);

  const classes = [styles.explore, isLeftRail && styles.leftRail, isRightRail && styles.rightRail];
  return (
    <div ref={grid} className={classes.filter(Boolean).join(' ')}>
      {children}
    </div>
  );
}
