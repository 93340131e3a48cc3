import type { AppState } from '../../state/app-state.ts';
import { cropLength } from '../../state/crop-start.ts';
import { defaultSplit } from '../../state/normalize/side-statistics.ts';
import { DEFAULT_CROPS, type StatisticsRecipe } from '../../state/normalize/statistics-recipe.ts';

/** A line of the menu of sources. */
export type SourceChoice =
  | (SourceLine & { readonly action: 'recipe'; readonly recipe: StatisticsRecipe })
  /** The user has to give something first. */
  | (SourceLine & { readonly action: 'file' | 'other' });

interface SourceLine {
  readonly label: string;
  readonly detail: string;
  readonly isChosen: boolean;
  readonly isDisabled: boolean;
}

/** The sources that a side may have. Those with settings keep the ones of the source in use where they fit. */
export function listSources(state: AppState, current: StatisticsRecipe): SourceChoice[] {
  const { dataset, sequence, crop, normalize } = state;
  if (dataset.phase !== 'open') return [];
  const { summary } = dataset;
  const split = 'split' in current ? current.split : defaultSplit(summary);
  const entry = sequence.phase === 'none' ? 'none is open' : sequence.entry;
  const recipe = (made: StatisticsRecipe, label: string, detail: string, isDisabled = false): SourceChoice => ({
    action: 'recipe',
    recipe: made,
    label,
    detail,
    isChosen: made.kind === current.kind,
    isDisabled,
  });
  const { file, other } = normalize;
  return [
    recipe(
      { kind: 'file' },
      summary.statisticsFileName,
      summary.statistics === null ? 'the dataset has none' : 'what training reads',
      summary.statistics === null,
    ),
    ...(file === null ? [] : [recipe({ kind: 'npz', fileName: file.fileName }, file.fileName, 'your file')]),
    { action: 'file', label: 'Statistics file', detail: 'choose or drop an .npz', isChosen: false, isDisabled: false },
    recipe(
      current.kind === 'pooled' ? current : { kind: 'pooled', split, ddof: 0 },
      'Recomputed, pooled',
      'every frame counts once',
    ),
    recipe(
      current.kind === 'random-crop' ? current : { kind: 'random-crop', split, ...DEFAULT_CROPS },
      'Recomputed, random crops',
      'the published method',
    ),
    recipe({ kind: 'sequence' }, 'This sequence', entry, sequence.phase === 'none'),
    recipe(
      { kind: 'crop' },
      'This crop',
      `frames [${crop.startFrame}, ${crop.startFrame + cropLength(crop)}]`,
      sequence.phase === 'none',
    ),
    ...(other.phase === 'open'
      ? [
          recipe(
            { kind: 'other-file' },
            `${other.name}, its file`,
            other.outline.statistics === null ? 'it has none' : other.outline.statisticsFileName,
            other.outline.statistics === null,
          ),
          recipe(
            current.kind === 'other-pooled' ? current : { kind: 'other-pooled', ddof: 0 },
            `${other.name}, recomputed`,
            'over its train split',
          ),
        ]
      : []),
    {
      action: 'other',
      label: 'Second dataset',
      detail: 'open another to compare with',
      isChosen: false,
      isDisabled: false,
    },
  ];
}
