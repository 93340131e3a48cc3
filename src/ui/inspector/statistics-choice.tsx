import { useMemo } from 'react';
import type { StatisticsSource } from '../../state/app-state.ts';
import { cropLength } from '../../state/crop-start.ts';
import { statisticsInUse } from '../../state/selectors.ts';
import { type StatisticsScope, statisticsScopeOf } from '../../state/statistics-scope.ts';
import type { DatasetSummary } from '../../worker/protocol.ts';
import { Button } from '../controls/button.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { WorkProgress } from '../controls/work-progress.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './statistics-choice.module.css';

/** Which statistics normalise the coefficients, and in words what they are of. */
export function StatisticsChoice({ summary }: { readonly summary: DatasetSummary }) {
  const source = useAppState((state) => state.statisticsSource);
  const recomputed = useAppState((state) => state.recomputed);
  const chosen = useAppState((state) => state.chosenStatistics);
  const { setStatisticsSource, cancelRecomputing } = useActions();
  const scope = useMemo(() => statisticsScopeOf(summary), [summary]);
  return (
    <div className={styles.choice}>
      <Segmented
        label="Statistics"
        isWide
        options={[
          {
            value: 'file',
            label: summary.statisticsFileName,
            disabled: summary.statistics === null,
            title: 'What the training loader uses',
          },
          { value: 'recomputed', label: 'Recomputed', title: `Pooled over ${describeScope(scope)}` },
          { value: 'crop', label: 'This crop', title: "Of the crop's own frames" },
          // Offered once there is something to offer: four do not fit beside each other on a narrow page.
          ...(chosen === null && source !== 'chosen'
            ? []
            : [{ value: 'chosen', label: 'Chosen', title: chosen?.origin ?? 'Chosen in Normalize' } as const]),
        ]}
        value={source}
        onChange={setStatisticsSource}
      />
      {summary.statistics === null && <p className={styles.note}>{describeAbsence(summary)}</p>}
      {recomputed.phase === 'running' && (
        <WorkProgress
          label={`Statistics of ${describeScope(scope)}`}
          doneCount={recomputed.doneSequences}
          totalCount={recomputed.totalSequences}
          unit="sequences"
          onCancel={cancelRecomputing}
        />
      )}
      <SourceNote source={source} scope={scope} />
    </div>
  );
}

function SourceNote({ source, scope }: { readonly source: StatisticsSource; readonly scope: StatisticsScope }) {
  const recomputed = useAppState((state) => state.recomputed);
  const crop = useAppState((state) => state.crop);
  const isKnown = useAppState((state) => statisticsInUse(state) !== null);
  const isLoading = useAppState((state) => state.sequence.phase === 'loading');
  const chosen = useAppState((state) => state.chosenStatistics);
  const { setStatisticsSource, showView } = useActions();
  if (source === 'file') return null;
  if (source === 'chosen') {
    return (
      <p className={styles.retry}>
        <span className={styles.note}>
          {chosen === null
            ? 'The statistics chosen in Normalize are not known yet; until then values stay as stored.'
            : `${chosen.statistics.name}, chosen in Normalize. ${chosen.origin}.`}
        </span>
        <Button onClick={() => showView('normalize')}>Normalize</Button>
      </p>
    );
  }
  if (source === 'crop') {
    const words = isKnown
      ? `Of the crop's own ${cropLength(crop)} frames.`
      : isLoading
        ? 'The crop is being decoded; until then values stay as stored.'
        : 'The crop cannot be read, so it has no statistics; values stay as stored.';
    return <p className={styles.note}>{words}</p>;
  }
  switch (recomputed.phase) {
    case 'ready':
      return (
        <p className={styles.note}>
          {`Pooled over ${describeScope(scope)}: ${formatCount(scope.entries.length)} sequences, ${formatCount(recomputed.frameCount)} frames.`}
        </p>
      );
    case 'failed':
      return (
        <>
          <InlineProblem problem={recomputed.problem} />
          <p className={styles.retry}>
            <span className={styles.note}>Values stay as stored.</span>
            <Button onClick={() => setStatisticsSource('recomputed')}>Try again</Button>
          </p>
        </>
      );
    case 'running':
      return <p className={styles.note}>Until they are known, values stay as stored.</p>;
    case 'none':
      return null;
  }
}

function describeScope({ kind }: StatisticsScope): string {
  return kind === 'train' ? 'the train split' : 'all sequences';
}

/** Why the statistics file cannot be chosen. */
function describeAbsence({ statisticsFileName, notices }: DatasetSummary): string {
  const isAbsent = notices.some(({ problem }) => problem.code === 'statistics-absent');
  return isAbsent
    ? `There is no ${statisticsFileName} beside the dataset: training would take the values as stored.`
    : `${statisticsFileName} cannot be used; the notice above the page says why.`;
}
