import { useMemo } from 'react';
import type { Severity } from '../../core/audit/finding.ts';
import { countBySeverity, type FilterContext, filterFindings } from '../../state/audit/audit-filter.ts';
import { listsWithoutFlagged } from '../../state/audit/split-lists.ts';
import { Button } from '../controls/button.tsx';
import { SearchField } from '../controls/search-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { downloadFile } from '../inspector/download-file.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './audit-bar.module.css';

const ALL = 'all';
const SEVERITY_LABELS = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** What of the findings is listed, and the lists without the flagged sequences. */
export function AuditBar({ context }: { readonly context: FilterContext }) {
  const actions = useActions();
  const findings = useAppState((state) => state.audit.findings);
  const filter = useAppState((state) => state.audit.filter);
  const splits = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.splits : null)) ?? [];
  const counts = useMemo(() => countBySeverity(findings, filter, context), [findings, filter, context]);
  return (
    <div className={styles.bar}>
      <div className={styles.search}>
        <SearchField
          label="Filter findings"
          placeholder="Filter by name or person"
          value={filter.text}
          onChange={(text) => actions.audit.setFilter({ text })}
        />
      </div>
      <Segmented<Severity | typeof ALL>
        label="Severity"
        value={filter.severity ?? ALL}
        options={[
          { value: ALL, label: 'All', detail: formatCount(counts.all) },
          ...(['error', 'warning', 'note'] as const).map((severity) => ({
            value: severity,
            label: SEVERITY_LABELS[severity],
            detail: formatCount(counts[severity]),
            mark: <SeverityIcon severity={severity} />,
          })),
        ]}
        onChange={(value) => actions.audit.setFilter({ severity: value === ALL ? null : value })}
      />
      {splits.length > 0 && (
        <Segmented
          label="Split of the findings"
          value={filter.split ?? ''}
          options={[
            { value: '', label: 'All splits' },
            ...splits.map(({ name }) => ({ value: name, label: name.charAt(0).toUpperCase() + name.slice(1) })),
          ]}
          onChange={(split) => actions.audit.setFilter({ split: split === '' ? null : split })}
        />
      )}
      <FilterChips context={context} />
      <span className={styles.gap} />
      <WithoutFlagged />
    </div>
  );
}

/** Conditions that are on or off, each with what it would leave. */
function FilterChips({ context }: { readonly context: FilterContext }) {
  const actions = useActions();
  const findings = useAppState((state) => state.audit.findings);
  const filter = useAppState((state) => state.audit.filter);
  const countOf = (changes: Partial<typeof filter>) =>
    formatCount(filterFindings(findings, { ...filter, ...changes }, context).length);
  const { isUnflaggedOnly, subject } = filter;
  const chips = [
    {
      label: 'Not flagged',
      isOn: isUnflaggedOnly,
      count: countOf({ isUnflaggedOnly: true }),
      toggle: { isUnflaggedOnly: !isUnflaggedOnly },
    },
    ...(['sound', 'coefficients'] as const).map((name) => ({
      label: name === 'sound' ? 'Sound' : 'Coefficients',
      isOn: subject === name,
      count: countOf({ subject: name }),
      toggle: { subject: subject === name ? null : name },
    })),
  ];
  return chips.map(({ label, isOn, count, toggle }) => (
    <button
      key={label}
      type="button"
      aria-pressed={isOn}
      className={styles.chip}
      onClick={() => actions.audit.setFilter(toggle)}
    >
      {label} <span className={styles.count}>{count}</span>
    </button>
  ));
}

function WithoutFlagged() {
  const summary = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary : null));
  const flaggedEntries = useAppState((state) => state.flaggedEntries);
  const split = useAppState((state) => state.audit.filter.split);
  if (summary === null || summary.splits.length === 0) return null;
  const name = split ?? (summary.splits.length === 1 ? summary.splits[0]?.name : null);
  const flaggedCount = formatCount(flaggedEntries.size);
  return (
    <Button
      icon="download"
      disabled={flaggedEntries.size === 0}
      title={
        flaggedEntries.size === 0
          ? 'Flag sequences first: their names are left out of the split lists'
          : 'Split lists as the training loader reads them'
      }
      onClick={() => {
        const file = listsWithoutFlagged(summary, flaggedEntries, split);
        if (file !== null) downloadFile(file);
      }}
    >
      {name === null || name === undefined ? 'Save splits' : `Save ${name}.txt`} without {flaggedCount} flagged
    </Button>
  );
}
