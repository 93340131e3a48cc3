import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../controls/button.tsx';
import type { IconName } from '../controls/icon.tsx';
import { layoutStore, setDrawer, togglePanel } from '../layout/layout-store.ts';
import type { PanelSide } from '../layout/panel-layout.ts';
import { PanelSeparator } from '../layout/panel-separator.tsx';
import styles from './side-panel.module.css';

export interface SidePanelProps {
  readonly side: PanelSide;
  /** Name of the panel, and of the rail button that opens it. */
  readonly label: string;
  readonly icon: IconName;
  readonly isNarrow: boolean;
  /** More buttons of the rail, parted from the first by a line. */
  readonly railButtons?: ReactNode;
  /** The same for parts of the panel, right below the button that opens it. */
  readonly railSections?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A panel at the side of the lanes. Folded, and always on a narrow page, it is a rail with a button: that unfolds the panel, on a narrow
 * page over the lanes.
 */
export function SidePanel(props: SidePanelProps) {
  const { side, label, icon, isNarrow, railButtons, railSections, children } = props;
  const isFolded = useStore(layoutStore, ({ panels }) => panels[side].isFolded);
  const isDrawerOpen = useStore(layoutStore, ({ drawer }) => drawer === side) && isNarrow;
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useFocusFollowing(isFolded, panel, button);

  if (!isNarrow && !isFolded) {
    return (
      <div ref={panel} className={`${styles.panel} ${styles[side]}`}>
        {children}
        <PanelSeparator side={side} label={`Width of the ${label.toLowerCase()}`} />
      </div>
    );
  }
  return (
    <div className={`${styles.rail} ${styles[side]}`}>
      <IconButton
        ref={button}
        label={label}
        icon={icon}
        aria-expanded={isDrawerOpen}
        onClick={() => togglePanel(side, isNarrow)}
      />
      {railSections}
      {railButtons !== undefined && <div className={styles.railMore}>{railButtons}</div>}
      {isDrawerOpen && (
        <Drawer
          side={side}
          label={label}
          onClose={() => {
            setDrawer(null);
            button.current?.focus();
          }}
        >
          {children}
        </Drawer>
      )}
    </div>
  );
}

/** Folding takes the separator away and unfolding the button; a focus that lay on one goes to the other. */
function useFocusFollowing(
  isFolded: boolean,
  panel: { readonly current: HTMLElement | null },
  button: { readonly current: HTMLElement | null },
) {
  const wasFolded = useRef(isFolded);
  useEffect(() => {
    if (wasFolded.current === isFolded) return;
    wasFolded.current = isFolded;
    if (document.activeElement !== document.body) return;
    (isFolded ? button.current : panel.current?.querySelector<HTMLElement>('[role=separator], hr'))?.focus();
  }, [isFolded, panel, button]);
}

const FOCUSABLE = 'input:not([tabindex="-1"]), button:not([tabindex="-1"]), [tabindex="0"]';

interface DrawerProps {
  readonly side: 'left' | 'right';
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The opened panel. It does not lock the page: lanes and panel are used together. */
function Drawer({ side, label, onClose, children }: DrawerProps) {
  const drawer = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const first = drawer.current?.querySelector<HTMLElement>(FOCUSABLE);
    (first ?? drawer.current)?.focus();
    function closeOnEscape(event: KeyboardEvent) {
      const isInModal = event.target instanceof Element && event.target.closest('[aria-modal="true"]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isInModal) close.current();
    }
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, []);

  return (
    <div ref={drawer} role="dialog" aria-label={label} tabIndex={-1} className={`${styles.drawer} ${styles[side]}`}>
      {children}
    </div>
  );
}
