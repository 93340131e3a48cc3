import { useId, useState } from 'react';
import { DataError } from '../../core/errors.ts';
import type { StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import type { AppState } from '../../state/app-state.ts';
import { describeOrigin, nameStatisticsFile } from '../../state/normalize/recipe-words.ts';
import { recipeOf, sideStatistics } from '../../state/normalize/side-statistics.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { Status } from '../controls/status.tsx';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './compare-bar.module.css';
import { SourceMenu } from './source-menu.tsx';

/** The two sources, how far they agree, and what can be done with the candidate. */
export function CompareBar({
  comparison,
  reason,
}: {
  readonly comparison: StatisticsComparison | null;
  /** Why there is no comparison. */
  readonly reason: string;
}) {
  const { normalize } = useActions();
  return (
    <div className={styles.bar}>
      <SourceMenu side="reference" />
      <IconButton label="Swap" title="Swap reference and candidate" icon="swap" onClick={normalize.swap} />
      <SourceMenu side="candidate" />
      <Status label="Comparison" className={styles.summary}>
        {comparison === null ? reason : describeComparison(comparison)}
      </Status>
      <CandidateButtons />
    </div>
  );
}

function CandidateButtons() {
  const actions = useActions();
  const { normalize } = actions;
  const fileName = useAppState((state) => nameStatisticsFile(state, recipeOf(state, 'candidate')));
  const reason = useAppState(uncertaintyOf);
  const isInUse = useAppState(isCandidateInUse);
  const reasonId = useId();
  const [isSaving, setSaving] = useState(false);

  async function save(): Promise<void> {
    setSaving(true);
    try {
      downloadFile(await normalize.saveCandidate());
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      actions.addMessage({ severity: 'error', problem: error.problem });
    } finally {
      setSaving(false);
    }
  }

  return (
    <span className={styles.buttons}>
      <span id={reasonId} className={styles.reason}>
        {reason ?? ''}
      </span>
      <Button
        icon="download"
        disabled={reason !== null || isSaving}
        aria-describedby={reason === null ? undefined : reasonId}
        title={reason ?? 'The candidate as the training loader reads it'}
        onClick={() => void save()}
      >
        {`Save ${fileName}`}
      </Button>
      <Button
        variant={isInUse ? 'default' : 'primary'}
        icon="check"
        disabled={reason !== null}
        aria-pressed={isInUse}
        aria-describedby={reason === null ? undefined : reasonId}
        title={
          reason ??
          (isInUse
            ? 'The whole page normalizes by the candidate; click to go back to the file'
            : 'Normalize by the candidate everywhere on the page')
        }
        onClick={() => (isInUse ? actions.setStatisticsSource('file') : normalize.normalizeByCandidate())}
      >
        Use for normalization
      </Button>
    </span>
  );
}

/** Why the candidate can be neither saved nor used; null where it can. */
function uncertaintyOf(state: AppState): string | null {
  const candidate = sideStatistics(state, 'candidate');
  if (!candidate.isKnown) return candidate.reason;
  return candidate.isProvisional ? 'Values are provisional until the pass ends' : null;
}

function isCandidateInUse(state: AppState): boolean {
  const recipe = recipeOf(state, 'candidate');
  const { treatment } = state.normalize;
  if (state.statisticsSource !== 'chosen') return treatment === 'none' && recipe.kind === state.statisticsSource;
  return state.chosenStatistics?.origin === describeOrigin(state, recipe, treatment);
}

function describeComparison({ dimensions, differentCount, nearZero }: StatisticsComparison): string {
  return `${formatCount(dimensions.length)} dimensions, ${formatCount(differentCount)} differ by more than 10 %, ${formatCount(nearZero.length)} have std near 0`;
}
