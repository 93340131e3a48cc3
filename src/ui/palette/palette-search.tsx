import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { COMMANDS } from '../commands/commands.ts';
import { Icon } from '../controls/icon.tsx';
import { KeyCap } from '../controls/key-cap.tsx';
import { formatCount } from '../format/numbers.ts';
import { PAGE_HOST } from '../keys/page-host.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import styles from './palette.module.css';
import { PaletteGroup } from './palette-group.tsx';
import { buildPalette, type Palette, type PaletteItem } from './palette-model.ts';
import { movePaletteRow } from './palette-rows.ts';
import { runAction } from './run-action.ts';

/**
 * Mantine gives the focus back 10 ms after a dialog has closed. What is chosen is done after that: it may take the focus itself, or open a
 * dialog that notes where the focus was.
 */
const FOCUS_RETURN_MS = 20;

/** Field and rows. The focus stays in the field, which points at the chosen row. */
export function PaletteSearch({ onClose }: { readonly onClose: () => void }) {
  const store = useAppStore();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [movedTo, setMovedTo] = useState<number | null>(null);
  const palette = usePalette(typed);
  const groups = [palette.commands, palette.sequences, palette.goTo === null ? [] : [palette.goTo]];
  const items = groups.flat();
  // A typed place is what is meant, though other rows stand above it.
  const activeRow = movedTo ?? (palette.goTo === null ? 0 : items.length - 1);
  const active = items[activeRow];
  const rowId = (item: PaletteItem) => `${listId}-${item.id}`;
  useDescribed(palette);

  function choose(item: PaletteItem | undefined) {
    if (item === undefined) return;
    onClose();
    setTimeout(() => runAction(item.action, store, PAGE_HOST), FOCUS_RETURN_MS);
  }

  function handleKey(event: KeyboardEvent) {
    const isCtrl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') {
      choose(isCtrl ? items.find(({ id }) => id === 'show-all') : active);
    } else if (isCtrl && event.key.toLowerCase() === 'k') {
      onClose();
    } else {
      const target = movePaletteRow(event.key, event.shiftKey, activeRow, groups);
      if (target === null) return;
      setMovedTo(target);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <div className={styles.search}>
        <Icon name="search" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : rowId(active)}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search or run a command"
          className={styles.field}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setMovedTo(null);
          }}
          onKeyDown={handleKey}
        />
        <KeyCap cap="Esc" />
      </div>
      <div id={listId} role="listbox" aria-label="Results" tabIndex={-1} className={styles.list}>
        <Groups palette={palette} active={active} rowId={rowId} onChoose={choose} />
      </div>
      <Hints palette={palette} />
      <p role="status" className={styles.spoken}>
        {palette.goToProblem ?? `${items.length} ${items.length === 1 ? 'result' : 'results'}`}
      </p>
    </>
  );
}

interface GroupsProps {
  readonly palette: Palette;
  readonly active: PaletteItem | undefined;
  readonly rowId: (item: PaletteItem) => string;
  readonly onChoose: (item: PaletteItem) => void;
}

function Groups({ palette, ...rows }: GroupsProps) {
  const { commands, sequences, sequenceMatchCount, goTo } = palette;
  return (
    <>
      <PaletteGroup title="Commands" items={commands} {...rows} />
      <PaletteGroup
        title="Sequences"
        note={`${formatCount(sequenceMatchCount)} ${sequenceMatchCount === 1 ? 'matches' : 'match'}`}
        items={sequences}
        {...rows}
      />
      <PaletteGroup title="Go to" items={goTo === null ? [] : [goTo]} {...rows} />
    </>
  );
}

const GO_TO_FORMS = [
  ['331', 'frame'],
  ['003[31]', 'in clip'],
  ['13.24s', 'time'],
  ['seed 7', 'new crop'],
] as const;

/** What lies under the rows: why there are none, which places can be typed, and the keys. */
function Hints({ palette }: { readonly palette: Palette }) {
  const { commands, sequences, goTo, goToProblem } = palette;
  const isEmpty = commands.length === 0 && sequences.length === 0 && goTo === null && goToProblem === null;
  return (
    <>
      {isEmpty && <p className={styles.none}>Nothing is called so.</p>}
      {goTo === null && (
        <div className={styles.goTo}>
          <p className={styles.groupTitle}>Go to, by typing</p>
          {goToProblem === null ? (
            <div className={styles.forms}>
              {GO_TO_FORMS.map(([form, what]) => (
                <span key={form}>
                  <code>{form}</code> {what}
                </span>
              ))}
            </div>
          ) : (
            <p className={styles.problem}>{goToProblem}</p>
          )}
        </div>
      )}
      <div className={styles.foot}>
        <span className={styles.keyHint}>
          <KeyCap cap="↑" />
          <KeyCap cap="↓" /> move
        </span>
        <span className={styles.keyHint}>
          <KeyCap cap="Enter" /> run
        </span>
        <span className={styles.keyHint}>
          <KeyCap cap="Tab" /> next group
        </span>
        <span className={styles.commandCount}>{formatCount(COMMANDS.length)} commands</span>
      </div>
    </>
  );
}

/** The rows for what is typed. State that changes while it plays is read when the rows are built, not followed. */
function usePalette(typed: string): Palette {
  const store = useAppStore();
  const dataset = useAppState((state) => state.dataset);
  const sequence = useAppState((state) => state.sequence);
  return useMemo(
    () => buildPalette(typed, { ...store.getState(), dataset, sequence }, COMMANDS),
    [store, typed, dataset, sequence],
  );
}

/** Has the lengths of the shown sequences read. */
function useDescribed({ sequences }: Palette) {
  const { describeSequences } = useActions();
  const asked = useRef('');
  useEffect(() => {
    const entries = sequences.flatMap(({ action }) => (action.kind === 'sequence' ? [action.entry] : []));
    if (entries.join('\n') === asked.current) return;
    asked.current = entries.join('\n');
    describeSequences(entries);
  }, [sequences, describeSequences]);
}
