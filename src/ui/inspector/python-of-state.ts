import { formatPythonSnippet, type SnippetStatistics } from '../../core/sample/python-snippet.ts';
import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { statisticsScopeOf } from '../../state/statistics-scope.ts';
import type { DatasetSummary } from '../../worker/protocol.ts';
import { createCropConfig } from '../crop/crop-plan.ts';

/** The Python script for the crop on the page; null while no sequence is open. */
export function snippetOf(state: AppState): string | null {
  const signals = signalsOf(state);
  const { dataset, crop } = state;
  if (signals === null || dataset.phase !== 'open') return null;
  const { summary } = dataset;
  return formatPythonSnippet({
    dataset: summary.name,
    kind: summary.kind,
    groups: summary.groups.map(({ name }) => name),
    config: createCropConfig(signals.head, crop),
    crop: { ...crop, entry: signals.head.entry },
    statistics: statisticsOf(state, summary),
  });
}

function statisticsOf(
  { statisticsSource, recomputed, chosenStatistics }: AppState,
  summary: DatasetSummary,
): SnippetStatistics {
  switch (statisticsSource) {
    case 'file':
      return summary.statistics === null
        ? { source: 'none' }
        : { source: 'file', fileName: summary.statisticsFileName };
    case 'crop':
      return { source: 'crop' };
    case 'chosen':
      return chosenStatistics === null
        ? { source: 'none' }
        : { source: 'values', origin: chosenStatistics.origin, groups: chosenStatistics.statistics.groups };
    case 'recomputed':
      return {
        source: 'recomputed',
        scope: statisticsScopeOf(summary).kind,
        frameCount: recomputed.phase === 'ready' ? recomputed.frameCount : null,
      };
  }
}
