import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import type { Command } from '../commands/command.ts';
import { capsOf } from '../commands/key-binding.ts';
import type { IconName } from '../controls/icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { formatSeconds, rowSeverity } from '../list/list-model.ts';
import { type GoToPlan, parseGoTo, planGoTo } from './go-to.ts';
import { matchText, type TextRange } from './match-text.ts';

/** What choosing a row does. */
export type PaletteAction =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'sequence'; readonly entry: string }
  | { readonly kind: 'show-all'; readonly filterText: string }
  | { readonly kind: 'go-to'; readonly plan: Exclude<GoToPlan, { kind: 'impossible' }> };

export interface PaletteItem {
  /** Unique in the palette. */
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  /** The letters of the title that were typed. */
  readonly ranges: readonly TextRange[];
  /** At the end of the row, left to right. */
  readonly details: readonly string[];
  readonly caps: readonly string[];
  readonly severity: 'error' | 'warning' | null;
  readonly action: PaletteAction;
}

export interface Palette {
  readonly commands: readonly PaletteItem[];
  /** The first few of the matching sequences, and a row that shows them all in the list. */
  readonly sequences: readonly PaletteItem[];
  readonly sequenceMatchCount: number;
  readonly goTo: PaletteItem | null;
  /** Why what is typed leads nowhere, where it has the form of a place. */
  readonly goToProblem: string | null;
}

const SHOWN_SEQUENCES = 5;
const DEFAULT_FPS = 25;

/** What the palette offers for the typed text. */
export function buildPalette(typed: string, state: AppState, commands: readonly Command[]): Palette {
  const goTo = parseGoTo(typed);
  const plan = goTo === null ? null : planGoTo(goTo, signalsOf(state)?.head ?? null, state.crop);
  const { items, matchCount } = findSequences(typed, state);
  return {
    commands: findCommands(typed, state, commands),
    sequences: items,
    sequenceMatchCount: matchCount,
    goTo: plan === null || plan.kind === 'impossible' ? null : goToItem(plan),
    goToProblem: plan?.kind === 'impossible' ? plan.words : null,
  };
}

function findCommands(typed: string, state: AppState, commands: readonly Command[]): PaletteItem[] {
  return commands
    .filter(({ id, isAvailable }) => id !== 'palette' && isAvailable(state))
    .flatMap((command) => {
      const match = matchText(command.title, typed);
      return match === null ? [] : [{ command, match }];
    })
    .sort((a, b) => a.match.rank - b.match.rank)
    .map(({ command, match }) => ({
      id: `command-${command.id}`,
      icon: command.icon,
      title: command.title,
      ranges: match.ranges,
      details: [],
      caps: command.key === null ? [] : capsOf(command.key),
      severity: null,
      action: { kind: 'command', command },
    }));
}

function findSequences(typed: string, state: AppState): { items: PaletteItem[]; matchCount: number } {
  if (state.dataset.phase !== 'open') return { items: [], matchCount: 0 };
  const openEntry = state.sequence.phase === 'none' ? null : state.sequence.entry;
  const fps = signalsOf(state)?.head.fps ?? DEFAULT_FPS;
  const found = state.dataset.summary.sequences.flatMap((row) => {
    const match = matchText(row.entry, typed);
    return match === null ? [] : [{ row, match }];
  });
  found.sort((a, b) => a.match.rank - b.match.rank);
  const items = found
    .slice(0, SHOWN_SEQUENCES)
    .map(({ row, match }) => sequenceItem(row, match.ranges, { isOpen: row.entry === openEntry, fps }));
  // The list's filter takes what is typed as one piece, so that for several words it would find others.
  if (found.length > SHOWN_SEQUENCES && !/\S\s+\S/.test(typed)) items.push(showAllItem(typed, found.length));
  return { items, matchCount: found.length };
}

function sequenceItem(
  row: SequenceRow,
  ranges: readonly TextRange[],
  { isOpen, fps }: { readonly isOpen: boolean; readonly fps: number },
): PaletteItem {
  const { entry, splits, n_frames } = row;
  const length = n_frames === null ? [] : [formatCount(n_frames), `${formatSeconds(n_frames, fps)} s`];
  return {
    id: `sequence-${entry}`,
    icon: 'waveform',
    title: entry,
    ranges,
    details: [isOpen ? 'open now' : '', splits.join(', '), ...length].filter((detail) => detail !== ''),
    caps: [],
    severity: rowSeverity(row),
    action: { kind: 'sequence', entry },
  };
}

function showAllItem(typed: string, matchCount: number): PaletteItem {
  return {
    id: 'show-all',
    icon: 'list',
    title: `Show all ${formatCount(matchCount)} in the list`,
    ranges: [],
    details: [],
    caps: ['Ctrl', 'Enter'],
    severity: null,
    action: { kind: 'show-all', filterText: typed.trim() },
  };
}

function goToItem(plan: Exclude<GoToPlan, { kind: 'impossible' }>): PaletteItem {
  return {
    id: 'go-to',
    icon: 'arrowRight',
    title: plan.title,
    ranges: [],
    details: [plan.detail],
    caps: [],
    severity: null,
    action: { kind: 'go-to', plan },
  };
}
