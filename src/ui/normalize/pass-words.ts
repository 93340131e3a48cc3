import type { AppState } from '../../state/app-state.ts';
import type { LeftOutSequence, PassProgress, PassState } from '../../state/normalize/normalize-state.ts';
import { nameSplit } from '../../state/normalize/recipe-words.ts';
import { recipeOf } from '../../state/normalize/side-statistics.ts';
import { passKeyOf } from '../../state/normalize/statistics-recipe.ts';
import { formatCount, withMinus } from '../format/numbers.ts';

/** Work under way, as the line at the foot of the view shows it. */
export interface ShownWork {
  /** Name of the progress bar. */
  readonly label: string;
  readonly doneCount: number;
  readonly totalCount: number;
  /** e.g. `612 / 924 sequences`. */
  readonly count: string;
  /** Measured, e.g. `1.9 M frames/s`; '' before there is anything to measure. */
  readonly rate: string;
  readonly note: string;
}

/** The passes that the two sides need, the candidate's first. */
export function passesOf(state: AppState): { readonly key: string; readonly pass: PassState | undefined }[] {
  const keys = [passKeyOf(recipeOf(state, 'candidate')), passKeyOf(recipeOf(state, 'reference'))];
  return [...new Set(keys)].filter((key) => key !== null).map((key) => ({ key, pass: state.normalize.passes[key] }));
}

/** What is being computed; null where nothing is. */
export function workOf({ normalize }: AppState): ShownWork | null {
  const running = Object.values(normalize.passes).find((pass) => pass.phase === 'running');
  if (running !== undefined && running.phase === 'running') return workOfPass(running.progress);
  const { check, histogram } = normalize;
  if (check.phase === 'running') {
    const { doneSequences, totalSequences } = check;
    return {
      label: 'Re-reading every frame',
      doneCount: doneSequences,
      totalCount: totalSequences,
      count: `${formatCount(doneSequences)} / ${formatCount(totalSequences)} sequences`,
      rate: '',
      note: 'To compare with the moments of the catalogue',
    };
  }
  if (histogram.phase !== 'running') return null;
  const { doneSequences, totalSequences, over } = histogram;
  return {
    label: `Counting values of ${nameSplit(over)}`,
    doneCount: doneSequences,
    totalCount: totalSequences,
    count: `${formatCount(doneSequences)} / ${formatCount(totalSequences)} sequences`,
    rate: '',
    note: 'The histogram grows until every frame is counted',
  };
}

function workOfPass(progress: PassProgress): ShownWork {
  const { over, doneCount, totalCount, leftOut } = progress;
  const left = leftOut.length === 0 ? '' : `, ${formatCount(leftOut.length)} left out so far`;
  return {
    label: `Recomputing over ${nameSplit(over)}`,
    doneCount,
    totalCount,
    count: countOf(progress),
    rate: formatRate(progress),
    note: `Values are provisional until the pass ends${left}`,
  };
}

export function countOf({ doneCount, totalCount, unit }: PassProgress): string {
  return `${formatCount(doneCount)} / ${formatCount(totalCount)} ${unit}`;
}

/** Frames a second, measured over the pass so far. Frames that a catalogue stands for are not read. */
export function formatRate({ frameCount, elapsedMs, catalogueCount }: PassProgress): string {
  if (frameCount === 0 || elapsedMs < 50 || catalogueCount > 0) return '';
  const rate = frameCount / (elapsedMs / 1000);
  if (rate >= 1e6) return `${(rate / 1e6).toFixed(1)} M frames/s`;
  return `${formatCount(Number(rate.toPrecision(3)))} frames/s`;
}

export function formatElapsed(elapsedMs: number): string {
  if (elapsedMs < 1000) return `${Math.max(Math.round(elapsedMs), 1)} ms`;
  if (elapsedMs < 59_950) return `${(elapsedMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(elapsedMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Names of what was left out, the first few. */
export function nameLeftOut(leftOut: readonly LeftOutSequence[]): string {
  const named = leftOut
    .slice(0, 2)
    .map(({ entry }) => entry)
    .join(', ');
  return leftOut.length > 2 ? `${named} and ${formatCount(leftOut.length - 2)} more` : named;
}

/** What came of reading a snapshot's frames again. */
export function describeCheck({ normalize: { check } }: AppState): { isAgreed: boolean; words: string } | null {
  if (check.phase !== 'done') return null;
  const { isAgreed, maxDifference, worst, frameCounts, areRangesEqual } = check.agreement;
  if (frameCounts[0] !== frameCounts[1]) {
    return {
      isAgreed,
      words: `Re-read: the catalogue counts ${formatCount(frameCounts[0])} frames, there are ${formatCount(frameCounts[1])}`,
    };
  }
  const difference =
    worst === null
      ? 'no difference at all'
      : `largest relative difference ${withMinus(maxDifference === Number.POSITIVE_INFINITY ? '∞' : maxDifference.toExponential(1))} at ${worst}`;
  const ranges = areRangesEqual ? '' : ', minima or maxima differ';
  return {
    isAgreed,
    words: `Re-read ${formatCount(frameCounts[1])} frames: the catalogue ${isAgreed ? 'agrees' : 'does not agree'}, ${difference}${ranges}`,
  };
}
