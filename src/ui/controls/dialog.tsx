import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

const NO_FADE = { duration: 0 };
const PARTS = {
  overlay: styles.overlay,
  content: styles.content,
  title: styles.title,
  close: styles.close,
  body: styles.body,
};

export interface DialogProps {
  readonly title: string;
  /** Lighter words behind the title. */
  readonly detail?: string | undefined;
  readonly widthPx: number;
  /** Distance from the top of the page. */
  readonly topPx: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A modal sheet: focus moves in and back, Escape and the scrim close it. */
export function Dialog({ title, detail, widthPx, topPx, isOpen, onClose, foot, children }: DialogProps) {
  const isOpened = useOpenedAfterMount(isOpen);
  return (
    <Modal.Root
      opened={isOpened}
      onClose={onClose}
      size={widthPx}
      yOffset={topPx}
      padding={0}
      transitionProps={NO_FADE}
      classNames={PARTS}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Mantine's header: that is a banner, of which the page has one. */}
        <div className={styles.header}>
          <Modal.Title>
            {title} {detail !== undefined && <span className={styles.detail}>{detail}</span>}
          </Modal.Title>
          <Modal.CloseButton aria-label="Close" icon={<Icon name="close" />} />
        </div>
        <Modal.Body>
          {children}
          {foot !== undefined && <div className={styles.foot}>{foot}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Opens one render late at first: Mantine notes where the focus was, to bring it back, only when a dialog that is there opens. */
export function useOpenedAfterMount(isOpen: boolean): boolean {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return isOpen && isMounted;
}
