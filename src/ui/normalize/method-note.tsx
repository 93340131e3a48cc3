import type { StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import { medianStdRatio } from '../../state/normalize/comparison.ts';
import { recipeOf } from '../../state/normalize/side-statistics.ts';
import type { RecipeKind } from '../../state/normalize/statistics-recipe.ts';
import { useAppState } from '../store-context.ts';
import styles from './method-note.module.css';

/** Sources that the published script makes, or may have made, and those that pool all frames. */
const DRAWN: readonly RecipeKind[] = ['file', 'npz', 'random-crop', 'other-file'];
const POOLED: readonly RecipeKind[] = ['pooled', 'other-pooled'];
/** A ratio nearer to 1 needs no explanation, and one above it has another. */
const NOTEWORTHY = 0.005;

/** Why the published estimator and pooling give different deviations, with the ratio measured here. */
export function MethodNote({ comparison }: { readonly comparison: StatisticsComparison | null }) {
  const reference = useAppState((state) => recipeOf(state, 'reference').kind);
  const candidate = useAppState((state) => recipeOf(state, 'candidate').kind);
  const isDrawnFirst = DRAWN.includes(reference) && POOLED.includes(candidate);
  const isDrawnLast = POOLED.includes(reference) && DRAWN.includes(candidate);
  if (comparison === null || (!isDrawnFirst && !isDrawnLast)) return null;
  const ratio = medianStdRatio(comparison);
  if (ratio === null) return null;
  const drawn = isDrawnFirst ? reference : candidate;
  const share = isDrawnFirst ? 1 / ratio : ratio;
  if (share > 1 - NOTEWORTHY) return null;
  const who =
    drawn === 'random-crop'
      ? 'Random crops average the std within each window'
      : 'The published script makes its file from random crops: it averages the std within each window';
  return (
    <section className={styles.section} aria-label="Why they differ">
      <h2 className={styles.title}>Why they differ</h2>
      <p className={styles.words}>
        {`${who}, so what changes between windows and people is left out, and the std is smaller than pooled over all frames. Here the median is `}
        <strong>{share.toFixed(2)}</strong>
        {' of the pooled std.'}
      </p>
    </section>
  );
}
