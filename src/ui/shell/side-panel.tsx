import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../controls/button.tsx';
import type { IconName } from '../controls/icon.tsx';
import styles from './side-panel.module.css';

export interface SidePanelProps {
  readonly side: 'left' | 'right';
  /** Name of the panel, and of the rail button that opens it. */
  readonly label: string;
  readonly icon: IconName;
  readonly isNarrow: boolean;
  /** Whether the overlay is open; a wide page shows the panel always. */
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** More buttons of the rail. */
  readonly railButtons?: ReactNode;
  readonly children: ReactNode;
}

/** A panel at the side of the lanes. On a narrow page a rail, whose button opens the panel over the lanes. */
export function SidePanel(props: SidePanelProps) {
  const { side, label, icon, isNarrow, isOpen, onOpenChange, railButtons, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  if (!isNarrow) {
    return <div className={`${styles.panel} ${styles[side]}`}>{children}</div>;
  }
  return (
    <div className={`${styles.rail} ${styles[side]}`}>
      <IconButton ref={button} label={label} icon={icon} aria-expanded={isOpen} onClick={() => onOpenChange(!isOpen)} />
      {railButtons !== undefined && <div className={styles.railMore}>{railButtons}</div>}
      {isOpen && (
        <Drawer
          side={side}
          label={label}
          onClose={() => {
            onOpenChange(false);
            button.current?.focus();
          }}
        >
          {children}
        </Drawer>
      )}
    </div>
  );
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
