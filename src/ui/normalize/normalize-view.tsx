import { useCallback, useEffect, useMemo } from 'react';
import type { ComparedDimension, StatisticsComparison } from '../../core/statistics/compare-statistics.ts';
import type { AppState } from '../../state/app-state.ts';
import { comparisonOf, shownDimension } from '../../state/normalize/comparison.ts';
import { sideStatistics } from '../../state/normalize/side-statistics.ts';
import type { CoefficientGroup } from '../../worker/protocol.ts';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { CompareBar } from './compare-bar.tsx';
import { DisagreementTable } from './disagreement-table.tsx';
import { isNarrowGroup, orderGroups } from './group-words.ts';
import { HistogramPanel } from './histogram-panel.tsx';
import { MethodNote } from './method-note.tsx';
import { NearZeroSection } from './near-zero-section.tsx';
import styles from './normalize-view.module.css';
import { PassStatus } from './pass-status.tsx';
import { RangePanel } from './range-panel.tsx';
import { StdScatter } from './std-scatter.tsx';

/** Two statistics against each other, dimension by dimension. */
export function NormalizeView() {
  const { normalize } = useActions();
  const request = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.request : null));
  const shown = useAppState(comparisonOf);
  const reason = useAppState(describeLack);
  const chosen = useAppState(shownDimension);
  useEffect(() => {
    if (request !== null) normalize.prepare();
  }, [request, normalize]);
  const choose = useCallback((group: string, dim: number) => normalize.chooseDimension({ group, dim }), [normalize]);
  const chooseCompared = useCallback(({ group, dim }: ComparedDimension) => choose(group, dim), [choose]);

  if (request === null) return <p className={styles.empty}>Open a dataset to compare its statistics.</p>;
  const comparison = shown?.isComparable === true ? shown.comparison : null;
  return (
    <div className={styles.view}>
      <CompareBar comparison={comparison} reason={reason} />
      <div className={styles.columns}>
        <div className={styles.pictures}>
          <Groups comparison={comparison} chosen={chosen} onChoose={choose} onChooseCompared={chooseCompared} />
        </div>
        <aside className={styles.side} aria-label="Disagreement and its causes">
          {shown?.isComparable === false && <InlineProblem problem={shown.problem} />}
          <DisagreementTable comparison={comparison} chosen={chosen} onChoose={chooseCompared} reason={reason} />
          <NearZeroSection dimensions={comparison?.nearZero ?? NONE} />
          <MethodNote comparison={comparison} />
          <ComparisonProblems comparison={comparison} />
        </aside>
      </div>
      <PassStatus />
    </div>
  );
}

const NONE: readonly ComparedDimension[] = [];

/** The wide groups a row each; the narrow ones, the scatter and the histogram share the last row. */
function Groups({
  comparison,
  chosen,
  onChoose,
  onChooseCompared,
}: {
  readonly comparison: StatisticsComparison | null;
  readonly chosen: ComparedDimension | null;
  readonly onChoose: (group: string, dim: number) => void;
  readonly onChooseCompared: (dimension: ComparedDimension) => void;
}) {
  const groups = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.groups : NO_GROUPS));
  const ordered = useMemo(() => orderGroups(groups), [groups]);
  const byGroup = useMemo(() => {
    const all = comparison?.dimensions ?? NONE;
    return new Map(ordered.map(({ name }) => [name, all.filter(({ group }) => group === name)]));
  }, [comparison, ordered]);
  const wide = ordered.filter((group) => !isNarrowGroup(group));
  const panel = ({ name, width }: CoefficientGroup, hasLegend: boolean) => (
    <RangePanel
      key={name}
      group={name}
      width={width}
      dimensions={byGroup.get(name) ?? NONE}
      chosenDim={chosen?.group === name ? chosen.dim : null}
      onChoose={(dim) => onChoose(name, dim)}
      hasLegend={hasLegend}
    />
  );
  return (
    <>
      {wide.map((group, at) => (
        <div key={group.name} className={styles.row}>
          {panel(group, at === 0)}
        </div>
      ))}
      <div className={styles.last}>
        {ordered.filter(isNarrowGroup).map((group) => panel(group, false))}
        <StdScatter comparison={comparison} chosen={chosen} onChoose={onChooseCompared} />
        <HistogramPanel comparison={comparison} chosen={chosen} onChoose={onChoose} />
      </div>
    </>
  );
}

const NO_GROUPS: readonly CoefficientGroup[] = [];

/** What could not be compared: groups of one side alone, values that are no numbers. */
function ComparisonProblems({ comparison }: { readonly comparison: StatisticsComparison | null }) {
  const problems = comparison?.problems ?? [];
  const fileProblems = useAppState((state) => state.normalize.file?.problems);
  const all = [...problems, ...(fileProblems ?? [])];
  if (all.length === 0) return null;
  return (
    <section className={styles.problems} aria-label="Not compared">
      {all.map((problem) => (
        <InlineProblem key={`${problem.what} ${problem.where}`} problem={problem} severity="warning" />
      ))}
    </section>
  );
}

/** Why there is nothing to compare: the side that lacks statistics, and why. */
function describeLack(state: AppState): string {
  for (const side of ['reference', 'candidate'] as const) {
    const statistics = sideStatistics(state, side);
    if (!statistics.isKnown) return `${side === 'reference' ? 'Reference' : 'Candidate'}: ${statistics.reason}`;
  }
  return '';
}
