import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { SavedKind } from '../../worker/protocol.ts';
import { Button } from '../controls/button.tsx';
import styles from './save-wav-menu.module.css';

const CHOICES: readonly { readonly kind: SavedKind; readonly label: string; readonly detail: string }[] = [
  { kind: 'wav-raw', label: 'Raw', detail: '32-bit float, as decoded' },
  { kind: 'wav-normalized', label: 'Normalized', detail: '32-bit float, not scaled: peaks beyond ±1 clip in players' },
];

/** The button for WAV files, with a menu of the two there are. */
export function SaveWavMenu({
  isDisabled,
  onSave,
}: {
  readonly isDisabled: boolean;
  readonly onSave: (kind: SavedKind) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const anchor = useClickOutside<HTMLSpanElement>(() => setOpen(false));

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <span ref={anchor} className={styles.anchor}>
      <Button
        ref={button}
        icon="download"
        className={styles.button}
        disabled={isDisabled}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        Save .wav
      </Button>
      {isOpen && (
        <WavChoices
          id={menuId}
          onClose={close}
          onChoose={(kind) => {
            close();
            onSave(kind);
          }}
        />
      )}
    </span>
  );
}

function WavChoices({
  id,
  onClose,
  onChoose,
}: {
  readonly id: string;
  readonly onClose: () => void;
  readonly onChoose: (kind: SavedKind) => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => menu.current?.querySelector('button')?.focus(), []);

  function handleKey(event: KeyboardEvent) {
    // The page's keys would act behind the menu.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.findIndex((item) => item.matches(':focus'));
    const step = event.key === 'ArrowDown' ? 1 : -1;
    items[(at + step + items.length) % items.length]?.focus();
  }

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label="Save .wav"
      className={styles.menu}
      onKeyDown={handleKey}
    >
      {CHOICES.map(({ kind, label, detail }) => (
        <button
          key={kind}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label={label}
          aria-describedby={`${id}-${kind}`}
          className={styles.item}
          onClick={() => onChoose(kind)}
        >
          <span>{label}</span>
          <span id={`${id}-${kind}`} className={styles.detail}>
            {detail}
          </span>
        </button>
      ))}
    </div>
  );
}
