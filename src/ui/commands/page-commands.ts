import type { AppState, LoopTarget, ThemeName, ViewName } from '../../state/app-state.ts';
import { DEMO_URL } from '../../state/link.ts';
import type { IconName } from '../controls/icon.tsx';
import { formatSpeed } from '../format/numbers.ts';
import type { Command } from './command.ts';
import type { KeyBinding } from './key-binding.ts';

/** Commands on sound, list, views and the page as a whole. */
export const PAGE_COMMANDS: readonly Command[] = [
  loopCommand('window-a', 'Loop window A', '1'),
  loopCommand('window-b', 'Loop window B', '2'),
  loopCommand('crop', 'Loop the crop', '3'),
  loopCommand('sequence', 'Loop the sequence', '4'),
  always('toggle-normalized', 'Raw or normalized', 'curve', { cap: 'N', keys: ['n'] }, ({ actions, getState }) =>
    actions.setNormalized(!getState().isNormalized),
  ),
  ...[0.5, 1, 2].map((speed) =>
    always(`speed-${speed}`, `Speed ${formatSpeed(speed)}`, 'waveform', null, ({ actions }) => actions.setSpeed(speed)),
  ),
  always('toggle-pitch', 'Keep the pitch, or let it follow the speed', 'waveform', null, ({ actions, getState }) =>
    actions.setPitchKept(!getState().isPitchKept),
  ),
  stepCommand('next-sequence', 'Next sequence', 'J', 1),
  stepCommand('previous-sequence', 'Previous sequence', 'K', -1),
  {
    ...always('flag', 'Flag the sequence, or take the flag away', 'flag', { cap: '!', keys: ['!'] }, (store) => {
      const { sequence } = store.getState();
      if (sequence.phase !== 'none') store.actions.toggleFlag(sequence.entry);
    }),
    isAvailable: ({ view, sequence }) => view === 'explore' && sequence.phase !== 'none',
  },
  always('filter', 'Filter the list', 'search', { cap: '/', keys: ['/'] }, ({ actions, getState }, host) => {
    // Audit has a list of its own to filter.
    if (getState().view !== 'audit') actions.showView('explore');
    host.focusFilter();
  }),
  viewCommand('explore', 'Explore', 1),
  viewCommand('normalize', 'Normalize', 2),
  viewCommand('dataset', 'Dataset', 3),
  viewCommand('audit', 'Audit', 4),
  viewCommand('sampling', 'Sampling', 5),
  always('open-dataset', 'Open dataset', 'folder', null, ({ actions }) => actions.showOpenDialog(true)),
  {
    ...always('export-snapshot', 'Export snapshot', 'download', null, (_, host) => host.showDialog('export')),
    isAvailable: hasDataset,
  },
  always('open-demo', 'Open the demo', 'database', null, ({ actions }) => {
    void actions.openDataset({ kind: 'url', url: DEMO_URL });
  }),
  {
    ...always('copy-link', 'Copy link', 'link', null, (store, host) => host.copyLink(store)),
    isAvailable: hasDataset,
  },
  themeCommand('dark', 'Dark theme', 'moon'),
  themeCommand('light', 'Light theme', 'sun'),
  always('toggle-list', 'Show or fold the sequence list', 'list', null, (_, host) => host.togglePanel('left')),
  always('toggle-inspector', 'Show or fold the inspector', 'list', null, (_, host) => host.togglePanel('right')),
  always('reset-layout', 'Reset the layout', 'lanes', null, (_, host) => host.resetLayout()),
  always(
    'palette',
    'Search or run a command',
    'search',
    { cap: 'K', keys: ['k'], modifier: 'Ctrl', isForFields: true },
    (_, host) => host.showDialog('palette'),
  ),
  always('show-keys', 'All keys', 'help', { cap: '?', keys: ['?'] }, (_, host) => host.showDialog('keys')),
];

function always(id: string, title: string, icon: IconName, key: KeyBinding | null, run: Command['run']): Command {
  return { id, title, icon, key, isAvailable: () => true, run };
}

function hasDataset({ dataset }: AppState): boolean {
  return dataset.phase === 'open';
}

function loopCommand(target: LoopTarget, title: string, digit: string): Command {
  return always(`loop-${target}`, title, 'waveform', { cap: digit, keys: [digit] }, ({ actions }) =>
    actions.setLoopTarget(target),
  );
}

function stepCommand(id: string, title: string, letter: string, step: 1 | -1): Command {
  const key = { cap: letter, keys: [letter.toLowerCase()], canRepeat: true };
  const icon = step === 1 ? 'arrowDown' : 'arrowUp';
  return { ...always(id, title, icon, key, ({ actions }) => actions.stepEntry(step)), isAvailable: hasDataset };
}

/** By the physical key: with Alt a Mac types other signs than digits. */
function viewCommand(view: ViewName, label: string, digit: number): Command {
  const key: KeyBinding = {
    cap: String(digit),
    keys: [],
    codes: [`Digit${digit}`, `Numpad${digit}`],
    modifier: 'Alt',
  };
  return always(`view-${view}`, `View ${label}`, 'arrowRight', key, ({ actions }) => actions.showView(view));
}

/** Only the theme that is not on yet is offered. */
function themeCommand(theme: ThemeName, title: string, icon: IconName): Command {
  return {
    ...always(`theme-${theme}`, title, icon, null, ({ actions }) => actions.setTheme(theme)),
    isAvailable: (state) => state.theme !== theme,
  };
}
