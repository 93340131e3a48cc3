import type { DatasetTotals, PersonLeak, SetTotals } from '../../core/profile/dataset-totals.ts';
import { OTHER_SPLIT, totalsOfDataset } from '../../state/overview/overview-selectors.ts';
import { Button } from '../controls/button.tsx';
import { SeverityIcon } from '../errors/severity-icon.tsx';
import { formatCount } from '../format/numbers.ts';
import { useActions, useAppState } from '../store-context.ts';
import { SectionHead } from './section-head.tsx';
import { markOfSplit, SplitMark } from './split-mark.tsx';
import styles from './splits-panel.module.css';

/** The splits and their totals; their marks are the key of the plots below. People in more than one split are named. */
export function SplitsPanel() {
  const totals = useAppState(totalsOfDataset);
  if (totals === null) return null;
  const isInHours = totals.all.seconds >= 3600;
  return (
    <section aria-label="Splits of the dataset" className={styles.panel}>
      <SectionHead title="Splits">
        <span className={styles.source}>{describeSource(totals)}</span>
      </SectionHead>
      <table aria-label="Splits" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Split</th>
            <th scope="col">Sequences</th>
            <th scope="col">{isInHours ? 'Hours' : 'Minutes'}</th>
            <th scope="col">Frames</th>
            <th scope="col">Clips</th>
            <th scope="col">People</th>
          </tr>
        </thead>
        <tbody>
          {totals.splits.map((split) => (
            <SplitRow
              key={split.name}
              name={split.name.charAt(0).toUpperCase() + split.name.slice(1)}
              mark={markOfSplit(split.name)}
              totals={split}
              isInHours={isInHours}
            />
          ))}
          {totals.unlisted !== null && (
            <SplitRow name="In none" mark={OTHER_SPLIT} totals={totals.unlisted} isInHours={isInHours} />
          )}
        </tbody>
      </table>
      <LeakLine leaks={totals.leaks} />
    </section>
  );
}

function SplitRow(props: {
  readonly name: string;
  readonly mark: ReturnType<typeof markOfSplit>;
  readonly totals: SetTotals;
  readonly isInHours: boolean;
}) {
  const { name, mark, totals, isInHours } = props;
  const isKnown = totals.sequences === 0 || totals.unknownLengths < totals.sequences;
  const note =
    totals.unknownLengths === 0 ? undefined : `${formatCount(totals.unknownLengths)} of unknown length are left out`;
  const figure = (text: string) => (isKnown ? text : '—');
  return (
    <tr title={note}>
      <th scope="row">
        <span className={styles.name}>
          <SplitMark mark={mark} /> {name}
        </span>
      </th>
      <td>{formatCount(totals.sequences)}</td>
      <td>{figure((totals.seconds / (isInHours ? 3600 : 60)).toFixed(2))}</td>
      <td>{figure(formatCount(totals.frames))}</td>
      <td>{figure(formatCount(totals.clips))}</td>
      <td>{formatCount(totals.people)}</td>
    </tr>
  );
}

function LeakLine({ leaks }: { readonly leaks: readonly PersonLeak[] }) {
  const { overview } = useActions();
  const isSharedOnly = useAppState((state) => state.overview.isSharedOnly);
  const [first] = leaks;
  if (first === undefined) return null;
  const entries = new Set(leaks.flatMap(({ splits }) => splits.flatMap((split) => split.entries)));
  const names = first.splits.map(({ name }) => name).join(' and ');
  const counts = first.splits.map((split) => formatCount(split.entries.length)).join(' + ');
  const more = leaks.length - 1;
  return (
    <p
      className={styles.leak}
      title={leaks
        .map(({ person }) => person)
        .slice(0, 40)
        .join(', ')}
    >
      <SeverityIcon severity="warning" />
      <span className={styles.leakWords}>
        Person <span className={styles.person}>{first.person}</span> is in {names}{' '}
        <span className={styles.counts}>{counts}</span>
        {more > 0 && `, ${formatCount(more)} more ${more === 1 ? 'person' : 'people'}`}
      </span>
      <Button variant="link" aria-pressed={isSharedOnly} onClick={() => overview.showSharedOnly(!isSharedOnly)}>
        {isSharedOnly ? 'Show all' : `Show ${formatCount(entries.size)}`}
      </Button>
    </p>
  );
}

function describeSource({ splits, leaks, all }: DatasetTotals): string {
  if (splits.length === 0) return 'no list files';
  const lists = `from ${splits.length} list ${splits.length === 1 ? 'file' : 'files'}`;
  if (leaks.length > 0 || all.people < 2 || splits.length < 2) return lists;
  return `no person in two splits, ${lists}`;
}
