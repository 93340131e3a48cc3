import type { ReactNode } from 'react';
import { nameSplit } from '../../state/normalize/recipe-words.ts';
import {
  ALL_SEQUENCES,
  MAX_SEED,
  MOST_ROUNDS,
  MOST_WINDOW_FRAMES,
  type StatisticsRecipe,
} from '../../state/normalize/statistics-recipe.ts';
import { NumberField } from '../controls/number-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { formatCount } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import styles from './source-menu.module.css';

/** The settings of a source. A change computes it anew. */
export function RecipeFields({
  recipe,
  onChange,
}: {
  readonly recipe: StatisticsRecipe;
  readonly onChange: (recipe: StatisticsRecipe) => void;
}) {
  if (recipe.kind !== 'pooled' && recipe.kind !== 'random-crop' && recipe.kind !== 'other-pooled') return null;
  return (
    <div className={styles.fields}>
      {recipe.kind !== 'other-pooled' && (
        <SplitChoice split={recipe.split} onChange={(split) => onChange({ ...recipe, split })} />
      )}
      {recipe.kind === 'random-crop' ? (
        <>
          <span className={styles.numbers}>
            <Labelled words="Rounds">
              <NumberField
                label="Rounds"
                min={1}
                max={MOST_ROUNDS}
                step={1}
                value={recipe.rounds}
                onCommit={(rounds) => onChange({ ...recipe, rounds })}
              />
            </Labelled>
            <Labelled words="Window, frames">
              <NumberField
                label="Window"
                min={1}
                max={MOST_WINDOW_FRAMES}
                step={1}
                value={recipe.windowFrames}
                onCommit={(windowFrames) => onChange({ ...recipe, windowFrames })}
              />
            </Labelled>
            <Labelled words="Seed">
              <NumberField
                label="Seed"
                min={0}
                max={MAX_SEED}
                step={1}
                widthPx={88}
                value={recipe.seed}
                onCommit={(seed) => onChange({ ...recipe, seed })}
              />
            </Labelled>
          </span>
          <p className={styles.note}>
            Averages the std within each window, as the published script does: smaller than the pooled std, for what
            changes between windows is left out.
          </p>
        </>
      ) : (
        <Segmented
          label="Std"
          isWide
          options={[
            { value: '0', label: 'Population', title: 'Divides by n, as numpy does' },
            { value: '1', label: 'Sample', title: 'Divides by n - 1, as torch does' },
          ]}
          value={recipe.ddof === 0 ? '0' : '1'}
          onChange={(ddof) => onChange({ ...recipe, ddof: ddof === '0' ? 0 : 1 })}
        />
      )}
    </div>
  );
}

function Labelled({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <span className={styles.field}>
      <span aria-hidden="true" className={styles.fieldLabel}>
        {words}
      </span>
      {children}
    </span>
  );
}

function SplitChoice({ split, onChange }: { readonly split: string; readonly onChange: (split: string) => void }) {
  const dataset = useAppState((state) => state.dataset);
  if (dataset.phase !== 'open') return null;
  const { splits, sequences } = dataset.summary;
  const options = [...splits, { name: ALL_SEQUENCES, sequences: sequences.length }];
  return (
    <Segmented
      label="Split to recompute"
      isWide
      options={options.map(({ name, sequences: count }) => ({
        value: name,
        label: name === ALL_SEQUENCES ? 'All' : nameSplit(name),
        detail: formatCount(count),
        disabled: count === 0,
      }))}
      value={split}
      onChange={onChange}
    />
  );
}
