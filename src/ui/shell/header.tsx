import { Tabs } from '@mantine/core';
import { createSampleConfig } from '../../core/sample/config.ts';
import { showPageDialog } from '../commands/page-dialog.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { KeyCap } from '../controls/key-cap.tsx';
import { FileInputs } from '../open/file-inputs.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { describeDataset } from './dataset-figures.ts';
import styles from './header.module.css';
import { VIEW_TABS } from './views.ts';
import { Wordmark } from './wordmark.tsx';

const DEFAULT_FPS = createSampleConfig().fps;

export interface HeaderProps {
  readonly isNarrow: boolean;
}

/** Name, dataset, views, and what concerns the whole page. */
export function Header({ isNarrow }: HeaderProps) {
  const actions = useActions();
  const theme = useAppState((state) => state.theme);
  const isOpenDialogShown = useAppState((state) => state.isOpenDialogShown);
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  const showOpenDialog = () => actions.showOpenDialog(true);
  return (
    <header className={styles.header}>
      <Wordmark />
      <DatasetChip isNarrow={isNarrow} onClick={showOpenDialog} />
      <Tabs.List className={styles.tabs} aria-label="Views">
        {VIEW_TABS.map(({ view, label }) => (
          <Tabs.Tab key={view} value={view} className={styles.tab}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={styles.page}>
        {isNarrow ? (
          <IconButton label="Open dataset" icon="folder" onClick={showOpenDialog} />
        ) : (
          <Button variant="ghost" icon="folder" aria-label="Open dataset" onClick={showOpenDialog}>
            Open
          </Button>
        )}
        <SearchButton isNarrow={isNarrow} />
        <IconButton
          label={`Switch to ${otherTheme} theme`}
          icon={theme === 'dark' ? 'sun' : 'moon'}
          onClick={() => actions.setTheme(otherTheme)}
        />
        <IconButton label="Keys" icon="help" onClick={() => showPageDialog('keys')} />
      </div>
      {/* The dialog has its own while it is open, so that there is one input of each name on the page. */}
      {!isOpenDialogShown && <FileInputs />}
    </header>
  );
}

/** Looks like a field and opens the palette, which is one. */
function SearchButton({ isNarrow }: { readonly isNarrow: boolean }) {
  return (
    <button
      type="button"
      aria-label="Search or run a command"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title="Search or run a command"
      className={styles.search}
      onClick={() => showPageDialog('palette')}
    >
      <Icon name="search" />
      {!isNarrow && <span className={styles.searchWords}>Search or run a command</span>}
      <span aria-hidden="true" className={styles.searchCaps}>
        <KeyCap cap="Ctrl" />
        <KeyCap cap="K" />
      </span>
    </button>
  );
}

function DatasetChip({ isNarrow, onClick }: { readonly isNarrow: boolean; readonly onClick: () => void }) {
  const dataset = useAppState((state) => state.dataset);
  const { name, kind, count, duration } = describeDataset(dataset, DEFAULT_FPS);
  const rest = (isNarrow ? [kind] : [kind, count, duration]).filter((part) => part !== null);
  return (
    <button type="button" className={styles.chip} title={`${name}: choose another dataset`} onClick={onClick}>
      <Icon name="database" />
      <span className={styles.name}>{name}</span>
      {rest.map((part) => (
        <span key={part} className={styles.part}>
          {part}
        </span>
      ))}
      <Icon name="chevronDown" />
    </button>
  );
}
