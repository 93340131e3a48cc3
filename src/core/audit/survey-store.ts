import { isSourceFault } from '../bytes/source-fault.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { STORE_METADATA_KEY } from '../dataset/keys.ts';
import { DataError, type Problem } from '../errors.ts';
import { attemptRead } from './attempt-read.ts';
import type { AuditRules } from './audit-rules.ts';
import { findSplitLeaks, findUnlisted } from './checks/lists.ts';
import { findNearZeroStatistics } from './checks/statistics.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-codes.ts';
import { findingOfProblem } from './make-finding.ts';

/** What the store's keys and the small files tell before any clip is read. Plain data. */
export interface StoreSurvey {
  /** Sequences to audit, in the store's order; those that only a list names come last. */
  readonly entries: readonly string[];
  /** Findings about the keys, the split lists and the statistics file. */
  readonly findings: readonly Finding[];
}

/** Scans the keys once. A store whose tree is damaged is scanned as far as it goes. A fault of the source throws. */
export function surveyStore(dataset: Dataset, rules: AuditRules): StoreSurvey {
  const { found, damage } = scanKeys(dataset);
  const entries = new Set(found);
  for (const { entries: listed } of dataset.splits) for (const entry of listed) entries.add(entry);
  return {
    entries: [...entries],
    findings: [
      ...damage,
      ...dataset.problems.map((problem) => findingOfFile(dataset, problem)),
      ...findSplitLeaks(dataset.splits),
      ...findUnlisted(found, dataset.splits),
      ...findNearZeroStatistics(dataset, rules),
    ],
  };
}

/** Entries with metadata or with clips, in the order of their first key. */
function scanKeys({ store }: Dataset): { readonly found: readonly string[]; readonly damage: readonly Finding[] } {
  const found = new Set<string>();
  const scan = attemptRead(() => {
    for (const key of store.keys()) {
      const slash = key.lastIndexOf('/');
      const name = key.slice(slash + 1);
      if (slash > 0 && (name === STORE_METADATA_KEY || /^\d+$/.test(name))) found.add(key.slice(0, slash));
    }
  });
  if (!('problem' in scan)) return { found: [...found], damage: [] };
  const damage = findingOfProblem('store-damaged', scan.problem, {
    entry: null,
    clip: null,
    frames: null,
    message: scan.problem.what,
    consequence: 'What lies past the damage cannot be listed; sequences of the split lists are audited all the same.',
    numbers: { entriesFound: found.size },
  });
  return { found: [...found], damage: [damage] };
}

const NO_STATISTICS = 'Coefficients pass as they are stored, so dimensions with large values weigh most.';

/** What opening the dataset found out about its small files. */
function findingOfFile(dataset: Dataset, problem: Problem): Finding {
  if (isSourceFault(problem)) throw new DataError(problem);
  const [code, consequence] = classify(dataset, problem);
  return findingOfProblem(code, problem, {
    entry: null,
    clip: null,
    frames: null,
    message: problem.what.startsWith(problem.where) ? problem.what : `${problem.where}: ${problem.what}`,
    consequence,
    part: problem.what,
    numbers: {},
  });
}

function classify(dataset: Dataset, { code, where }: Problem): readonly [FindingCode, string] {
  switch (code) {
    case 'split-duplicate':
      return [
        'split-duplicate',
        'The loader draws this sequence more often than the others; Talkscope counts it once.',
      ];
    case 'statistics-absent':
      return ['stats-missing', NO_STATISTICS];
    case 'stats-no-range':
    case 'stats-not-float32':
      return ['stats-incomplete', 'Normalising works all the same.'];
    case 'stats-bad-std':
    case 'stats-not-finite':
      return ['stats-unusable', 'Normalised values of these dimensions are NaN or have the wrong sign.'];
    default:
      return where.startsWith(dataset.statisticsFileName)
        ? ['stats-unusable', `The loader stops. Here: ${NO_STATISTICS}`]
        : ['split-unreadable', 'The loader cannot read this split.'];
  }
}
