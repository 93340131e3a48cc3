// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the field, which points at the chosen row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field takes the keys of the rows
// biome-ignore-all lint/a11y/useSemanticElements: a row of several texts and keys is no option element
import { useEffect, useId, useRef } from 'react';
import { Icon } from '../controls/icon.tsx';
import { KeyCap } from '../controls/key-cap.tsx';
import type { TextRange } from './match-text.ts';
import styles from './palette.module.css';
import type { PaletteItem } from './palette-model.ts';

export interface PaletteGroupProps {
  readonly title: string;
  readonly note?: string;
  readonly items: readonly PaletteItem[];
  readonly active: PaletteItem | undefined;
  readonly rowId: (item: PaletteItem) => string;
  readonly onChoose: (item: PaletteItem) => void;
}

/** A group of rows under its title; nothing where it has none. */
export function PaletteGroup({ title, note, items, active, rowId, onChoose }: PaletteGroupProps) {
  const titleId = useId();
  if (items.length === 0) return null;
  return (
    <div role="group" aria-labelledby={titleId} className={styles.group}>
      <div role="presentation" className={styles.groupTitle}>
        <span id={titleId}>{title}</span>
        {note !== undefined && <span>{note}</span>}
      </div>
      {items.map((item) => (
        <Row
          key={item.id}
          id={rowId(item)}
          item={item}
          isActive={item.id === active?.id}
          onChoose={() => onChoose(item)}
        />
      ))}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function Row({ id, item, isActive, onChoose }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const { icon, title, ranges, details, caps, severity } = item;
  return (
    <div ref={row} id={id} role="option" aria-selected={isActive} className={styles.row} onClick={onChoose}>
      <Icon name={icon} />
      <span className={styles.rowTitle}>
        <Marked text={title} ranges={ranges} />
      </span>
      {severity !== null && (
        <span className={styles[severity]}>
          <Icon name={severity === 'error' ? 'alert' : 'warning'} sizePx={14} />
        </span>
      )}
      {details.map((detail) => (
        <span key={detail} className={styles.detail}>
          {detail}
        </span>
      ))}
      {caps.length > 0 && (
        <span className={styles.caps}>
          {caps.map((cap) => (
            <KeyCap key={cap} cap={cap} />
          ))}
        </span>
      )}
    </div>
  );
}

/** The text with the typed letters bold. */
function Marked({ text, ranges }: { readonly text: string; readonly ranges: readonly TextRange[] }) {
  let end = 0;
  const parts = ranges.map((range) => {
    const before = text.slice(end, range.start);
    end = range.end;
    return (
      <span key={range.start}>
        {before}
        <b>{text.slice(range.start, range.end)}</b>
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
