import type { AppState } from '../../state/app-state.ts';

/** Title of the browser's tab: the narrowest thing first, since tabs cut the end. */
export function pageTitle({ sequence, dataset }: Pick<AppState, 'sequence' | 'dataset'>): string {
  const parts = ['Talkscope'];
  if (dataset.phase === 'open') parts.unshift(dataset.summary.name);
  if (sequence.phase !== 'none') parts.unshift(sequence.entry);
  return parts.join(' · ');
}
