import { useEffect, useMemo } from 'react';
import { type FilterContext, filterFindings } from '../../state/audit/audit-filter.ts';
import { isReadUnasked } from '../../state/reading-consent.ts';
import { useIsNarrow } from '../shell/use-is-narrow.ts';
import { useActions, useAppState } from '../store-context.ts';
import { AuditBar } from './audit-bar.tsx';
import { AuditStatus } from './audit-status.tsx';
import styles from './audit-view.module.css';
import { CodeList } from './code-list.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { EmptyFindings } from './empty-findings.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { FindingGrid } from './finding-grid.tsx';

/** Everything that is wrong with the dataset: codes, findings, and one finding with its evidence. */
export function AuditView() {
  const context = useFilterContext();
  const findings = useAppState((state) => state.audit.findings);
  const filter = useAppState((state) => state.audit.filter);
  const chosenKey = useAppState((state) => state.audit.chosenKey);
  const isNarrow = useIsNarrow();
  const shown = useMemo(() => filterFindings(findings, filter, context), [findings, filter, context]);
  useFirstPass();
  return (
    <div className={styles.view}>
      <AuditBar context={context} />
      <div className={styles.body}>
        <CodeList findings={findings} />
        <section aria-label="Findings" className={styles.middle}>
          <CoverageStrip findings={shown} />
          {shown.length === 0 ? <EmptyFindings /> : <FindingGrid findings={shown} />}
        </section>
        {(!isNarrow || chosenKey !== null) && (
          <FindingDetail shown={shown} splitsByEntry={context.splitsByEntry} isDrawer={isNarrow} />
        )}
      </div>
      <AuditStatus />
    </div>
  );
}

/** The view checks by itself what costs nobody anything; the rest waits for the button. */
function useFirstPass(): void {
  const actions = useActions();
  const isWanted = useAppState(
    ({ audit, dataset }) =>
      audit.pass.phase === 'none' &&
      dataset.phase === 'open' &&
      isReadUnasked(dataset.request, dataset.summary.sizeBytes),
  );
  useEffect(() => {
    if (isWanted) actions.audit.start();
  }, [isWanted, actions]);
}

function useFilterContext(): FilterContext {
  const sequences = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.sequences : null));
  const flaggedEntries = useAppState((state) => state.flaggedEntries);
  const splitsByEntry = useMemo(
    () => new Map((sequences ?? []).map(({ entry, splits }) => [entry, splits])),
    [sequences],
  );
  return useMemo(() => ({ splitsByEntry, flaggedEntries }), [splitsByEntry, flaggedEntries]);
}
