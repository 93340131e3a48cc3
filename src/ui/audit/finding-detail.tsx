import { useEffect, useRef } from 'react';
import type { Finding } from '../../core/audit/finding.ts';
import { describeCode } from '../../core/audit/finding-codes.ts';
import type { FilterContext } from '../../state/audit/audit-filter.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { splitEntryName } from '../list/entry-name.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import styles from './finding-detail.module.css';
import { placeAmongCode } from './finding-words.ts';
import { frameToOpen, openFinding } from './open-finding.ts';

/** One finding: its four lines, its evidence, what it does to training, and the ways on. */
export function FindingDetail({
  shown,
  splitsByEntry,
  isDrawer,
}: {
  readonly shown: readonly Finding[];
  /** Of every listed sequence. */
  readonly splitsByEntry: FilterContext['splitsByEntry'];
  readonly isDrawer: boolean;
}) {
  const findings = useAppState((state) => state.audit.findings);
  const chosenKey = useAppState((state) => state.audit.chosenKey);
  const isUnderWay = useAppState(({ audit }) => audit.pass.phase === 'running');
  const finding = chosenKey === null ? undefined : findings.find((candidate) => keyOfFinding(candidate) === chosenKey);
  const close = useClosing(isDrawer);
  const classes = isDrawer ? `${styles.detail} ${styles.drawer}` : styles.detail;
  if (chosenKey === null || finding === undefined) {
    return (
      <section aria-label="Finding" className={classes}>
        <p className={styles.empty}>{emptyWords(chosenKey, isUnderWay, findings.length)}</p>
      </section>
    );
  }
  return (
    <section aria-label="Finding" className={classes}>
      <Head
        finding={finding}
        chosenKey={chosenKey}
        splits={finding.entry === null ? [] : (splitsByEntry.get(finding.entry) ?? [])}
        shown={shown}
        onClose={close}
      />
      <div className={styles.scroll}>
        <Lines finding={finding} />
        <EvidencePanel key={chosenKey} />
        <p className={styles.consequence}>{finding.consequence}</p>
      </div>
      <Foot finding={finding} isListed={finding.entry !== null && splitsByEntry.has(finding.entry)} />
    </section>
  );
}

function Head({
  finding,
  chosenKey,
  splits,
  shown,
  onClose,
}: {
  readonly finding: Finding;
  readonly chosenKey: string;
  readonly splits: readonly string[];
  readonly shown: readonly Finding[];
  readonly onClose: (() => void) | null;
}) {
  const actions = useActions();
  const { place, total } = placeAmongCode(shown, chosenKey);
  const { speaker, take } = splitEntryName(finding.entry ?? 'The dataset');
  const step = (by: number) => {
    const index = shown.findIndex((candidate) => keyOfFinding(candidate) === chosenKey);
    const next = shown[index + by];
    if (next !== undefined) actions.audit.choose(keyOfFinding(next));
  };
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2>{describeCode(finding.code).title}</h2>
        {place > 0 && (
          <span className={styles.place}>
            {place} of {total}
          </span>
        )}
        <span className={styles.gap} />
        <IconButton label="Previous finding" icon="arrowUp" onClick={() => step(-1)} />
        <IconButton label="Next finding" icon="arrowDown" onClick={() => step(1)} />
        {onClose !== null && <IconButton label="Close the finding" icon="close" onClick={onClose} />}
      </div>
      <p className={styles.entry}>
        <SeverityIcon severity={finding.severity} />
        <span className={styles.name}>
          {speaker}
          {take}
        </span>
        <span className={styles.split}>{splits.join(', ')}</span>
      </p>
    </header>
  );
}

function Lines({ finding }: { readonly finding: Finding }) {
  const lines = [
    ['What', finding.what],
    ['Expected', finding.expected],
    ['Found', finding.found],
    ['Where', finding.where],
  ] as const;
  return (
    <dl className={styles.lines}>
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function Foot({ finding, isListed }: { readonly finding: Finding; readonly isListed: boolean }) {
  const store = useAppStore();
  const { actions } = store;
  const { entry } = finding;
  const frame = useAppState(({ audit }) => frameToOpen(finding, audit.evidence));
  const isFlagged = useAppState(({ flaggedEntries }) => entry !== null && flaggedEntries.has(entry));
  if (entry === null) return null;
  return (
    <div className={styles.foot}>
      <Button
        variant="primary"
        icon="arrowRight"
        disabled={!isListed}
        title={isListed ? undefined : 'The sequence is in no list of this dataset'}
        onClick={() => openFinding(store, finding, frame)}
      >
        {frame === null ? 'Open the sequence' : `Open at frame ${frame}`}
      </Button>
      <Button icon="flag" aria-pressed={isFlagged} onClick={() => actions.toggleFlag(entry)}>
        {isFlagged ? 'Take the flag away' : 'Flag sequence'}
      </Button>
    </div>
  );
}

/** On a narrow page the detail lies over the list: Escape closes it. */
function useClosing(isDrawer: boolean): (() => void) | null {
  const actions = useActions();
  const close = useRef(() => actions.audit.choose(null));
  useEffect(() => {
    if (!isDrawer) return;
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [isDrawer]);
  return isDrawer ? close.current : null;
}

function emptyWords(chosenKey: string | null, isUnderWay: boolean, findingCount: number): string {
  if (chosenKey !== null) return isUnderWay ? 'The finding of the link is not reached yet' : 'There is no such finding';
  return findingCount === 0 ? '' : 'Choose a finding to see its evidence';
}
