import { useClickOutside } from '@mantine/hooks';
import { type DragEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ComparedSide } from '../../state/normalize/normalize-state.ts';
import { nameRecipe } from '../../state/normalize/recipe-words.ts';
import { recipeOf } from '../../state/normalize/side-statistics.ts';
import type { StatisticsRecipe } from '../../state/normalize/statistics-recipe.ts';
import { Icon } from '../controls/icon.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { OtherDatasetFields } from './other-dataset-fields.tsx';
import { RecipeFields } from './recipe-fields.tsx';
import { listSources, type SourceChoice } from './source-choices.ts';
import styles from './source-menu.module.css';

const LABELS: Readonly<Record<ComparedSide, string>> = { reference: 'Reference', candidate: 'Candidate' };

/** What one side compares: a button that opens the sources and their settings. */
export function SourceMenu({ side }: { readonly side: ComparedSide }) {
  const name = useAppState((state) => nameRecipe(state, recipeOf(state, side)));
  const [isOpen, setOpen] = useState(false);
  const popoverId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const anchor = useClickOutside<HTMLSpanElement>(() => setOpen(false));
  const label = LABELS[side];

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <span ref={anchor} className={styles.anchor}>
      <button
        ref={button}
        type="button"
        role="combobox"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={popoverId}
        title={`${label}: ${name}`}
        className={styles.button}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <i className={side === 'reference' ? styles.wide : styles.thin} aria-hidden="true" />
        <span className={styles.label}>{label}</span>
        <span className={styles.name}>{name}</span>
        <Icon name="chevronDown" />
      </button>
      <div id={popoverId} className={isOpen ? styles.popover : styles.closed}>
        {isOpen && <Sources side={side} label={label} onClose={close} />}
      </div>
    </span>
  );
}

function Sources({
  side,
  label,
  onClose,
}: {
  readonly side: ComparedSide;
  readonly label: string;
  readonly onClose: () => void;
}) {
  const store = useAppStore();
  const { normalize } = useActions();
  const recipe = useAppState((state) => recipeOf(state, side));
  const fileProblem = useAppState((state) => state.normalize.fileProblem);
  // Names of files and datasets that the user gives while the menu is open belong in it.
  useAppState((state) => state.normalize);
  useAppState((state) => state.sequence);
  const input = useRef<HTMLInputElement>(null);
  const [isOtherShown, setOtherShown] = useState(recipe.kind.startsWith('other'));
  const choices = listSources(store.getState(), recipe);

  function choose(choice: SourceChoice) {
    if (choice.action === 'file') input.current?.click();
    else if (choice.action === 'other') setOtherShown(true);
    else if (choice.action === 'recipe') {
      normalize.setRecipe(side, choice.recipe);
      setOtherShown(choice.recipe.kind.startsWith('other'));
      if (!hasSettings(choice.recipe)) onClose();
    }
  }

  function take(file: File | undefined) {
    if (file !== undefined) void normalize.openFile(side, file);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    take([...event.dataTransfer.files].find(({ name }) => /\.npz$/i.test(name)) ?? event.dataTransfer.files[0]);
  }

  function handleKey(event: KeyboardEvent) {
    // The page's keys would act behind the menu.
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of what it holds
    <div className={styles.sources} onKeyDown={handleKey} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        type="file"
        accept=".npz"
        aria-label={`${label} file`}
        tabIndex={-1}
        className={styles.hidden}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          // Emptied, so that choosing the same file again is a change.
          event.currentTarget.value = '';
        }}
      />
      <Choices label={`${label} sources`} choices={choices} onChoose={choose} />
      {fileProblem !== null && <InlineProblem problem={fileProblem} />}
      <RecipeFields recipe={recipe} onChange={(next) => normalize.setRecipe(side, next)} />
      {isOtherShown && <OtherDatasetFields side={side} recipe={recipe} />}
    </div>
  );
}

/** Whether a source has settings of its own, for which the menu stays open. */
function hasSettings({ kind }: StatisticsRecipe): boolean {
  return kind === 'pooled' || kind === 'random-crop' || kind === 'other-pooled';
}

function Choices({
  label,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly choices: readonly SourceChoice[];
  readonly onChoose: (choice: SourceChoice) => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const items = menu.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]');
    [...(items ?? [])].find((item) => item.getAttribute('aria-checked') === 'true')?.focus();
  }, []);

  function handleKey(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]:not(:disabled)') ?? [])];
    const at = items.findIndex((item) => item.matches(':focus'));
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    items[target % items.length]?.focus();
  }

  return (
    <div ref={menu} role="menu" tabIndex={-1} aria-label={label} className={styles.menu} onKeyDown={handleKey}>
      {choices.map((choice) => (
        <button
          key={choice.label}
          type="button"
          role="menuitemradio"
          aria-checked={choice.isChosen}
          aria-label={choice.label}
          aria-description={choice.detail}
          tabIndex={choice.isChosen ? 0 : -1}
          disabled={choice.isDisabled}
          className={styles.item}
          onClick={() => onChoose(choice)}
        >
          <span className={styles.check}>{choice.isChosen && <Icon name="check" />}</span>
          <span className={styles.itemName}>{choice.label}</span>
          <span className={styles.itemDetail}>{choice.detail}</span>
        </button>
      ))}
    </div>
  );
}
