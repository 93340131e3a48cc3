import { Modal } from '@mantine/core';
import { useOpenedAfterMount } from '../controls/dialog.tsx';
import styles from './palette.module.css';
import { PaletteSearch } from './palette-search.tsx';

const NO_FADE = { duration: 0 };
const PARTS = { overlay: styles.overlay, content: styles.content, body: styles.body, title: styles.title };

export interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/**
 * The command palette: commands, sequences and places by typing. Mantine's own Spotlight gives its rows no roles; here the field is a
 * combobox over a listbox, which a screen reader can follow.
 */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const isOpened = useOpenedAfterMount(isOpen);
  return (
    <Modal.Root
      opened={isOpened}
      onClose={onClose}
      size={640}
      yOffset={72}
      padding={0}
      transitionProps={NO_FADE}
      classNames={PARTS}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Title>Commands</Modal.Title>
        <Modal.Body>
          <PaletteSearch onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
