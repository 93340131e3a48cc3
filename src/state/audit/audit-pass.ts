import { finishAudit, type StoreSurvey, sumChecked } from '../../core/audit/audit-dataset.ts';
import type { AuditRules } from '../../core/audit/audit-rules.ts';
import type { CheckedCounts, Finding } from '../../core/audit/finding.ts';
import type { SequenceAudit } from '../../core/audit/sequence-audit.ts';
import type { Problem } from '../../core/errors.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { Answer, DatasetRequest } from '../../worker/protocol.ts';

/** What a pass has found so far. */
export interface AuditYield {
  readonly entries: readonly string[];
  readonly checked: CheckedCounts;
  readonly checkedFirst: number;
  readonly workMs: number;
  readonly findings: readonly Finding[];
}

export interface AuditPassParts {
  readonly pool: WorkerPool;
  readonly request: DatasetRequest;
  readonly rules: AuditRules;
  /** Told now and then, and at the end of each `advance`. */
  readonly onYield: (found: AuditYield) => void;
  /** Milliseconds, e.g. `performance.now`. */
  readonly now: () => number;
}

/** Between two tellings: the page draws a list of findings anew each time. */
const TELL_EVERY_MS = 250;
/** Sorting what was found so far takes longer the more there is; so much of the time it may take. */
const TELLING_SHARE = 0.05;

/** One pass over a dataset: it can be broken off and taken up again where it stopped. */
export class AuditPassRunner {
  readonly #parts: AuditPassParts;
  #survey: StoreSurvey | null = null;
  #audits: (SequenceAudit | null)[] = [];
  #checkedFirst = 0;
  #workMs = 0;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #tellingMs = 0;

  constructor(parts: AuditPassParts) {
    this.#parts = parts;
  }

  /** Checks what is not checked yet. Answers with true once all is, false where `signal` broke it off. */
  async advance(signal: AbortSignal): Promise<Answer<boolean>> {
    const { now } = this.#parts;
    const startMs = now();
    const workedMs = this.#workMs;
    const clock = () => {
      this.#workMs = workedMs + now() - startMs;
    };
    const surveyed = await this.#takeSurvey(signal);
    if (surveyed !== null) return { ok: false, problem: surveyed };
    const survey = this.#survey;
    if (survey === null) return { ok: true, value: false };
    const open = survey.entries.flatMap((_, index) => (this.#audits[index] === null ? [index] : []));
    let failed: Problem | null = null;
    const aborting = new AbortController();
    const passed = await this.#run(
      open.map((index) => survey.entries[index] as string),
      AbortSignal.any([signal, aborting.signal]),
      (answered, place) => {
        if (answered.ok) this.#audits[open[place] as number] = answered.value;
        else {
          // Bad data is a finding; a problem here is that of the source, and would be the next sequence's too.
          failed ??= answered.problem;
          aborting.abort();
        }
        clock();
        this.#tellNow(false);
      },
    );
    clock();
    this.#tellNow(true);
    const problem = failed ?? (passed.ok ? null : passed.problem);
    if (problem !== null) return { ok: false, problem };
    return { ok: true, value: !this.#audits.includes(null) };
  }

  #run(
    entries: readonly string[],
    signal: AbortSignal,
    onAnswer: (answered: Answer<SequenceAudit>, place: number) => void,
  ): Promise<Answer<null>> {
    const { pool, request, rules: options } = this.#parts;
    return pool.run({
      request,
      name: 'audit',
      entries,
      options,
      signal,
      onResult: (_entry, answered, place) => onAnswer(answered, place),
    });
  }

  async #takeSurvey(signal: AbortSignal): Promise<Problem | null> {
    if (this.#survey !== null) return null;
    const { pool, request, rules: options } = this.#parts;
    let answer: Answer<StoreSurvey> | null = null;
    const onResult = (_entry: string, answered: Answer<StoreSurvey>) => {
      answer = answered;
    };
    const passed = await pool.run({ request, name: 'survey', entries: [''], options, signal, onResult });
    if (!passed.ok) return passed.problem;
    const taken = answer as Answer<StoreSurvey> | null;
    if (taken === null) return null;
    if (!taken.ok) return taken.problem;
    this.#survey = taken.value;
    this.#audits = taken.value.entries.map(() => null);
    return null;
  }

  #tellNow(isForced: boolean): void {
    const { now, rules, onYield } = this.#parts;
    const startMs = now();
    const waitMs = Math.max(TELL_EVERY_MS, this.#tellingMs / TELLING_SHARE);
    if (this.#survey === null || (!isForced && startMs - this.#toldAtMs < waitMs)) return;
    while (this.#checkedFirst < this.#audits.length && this.#audits[this.#checkedFirst] !== null) this.#checkedFirst++;
    const audits = this.#audits.filter((audit) => audit !== null);
    onYield({
      entries: this.#survey.entries,
      checked: sumChecked(audits),
      checkedFirst: this.#checkedFirst,
      workMs: this.#workMs,
      findings: finishAudit(this.#survey, audits, rules),
    });
    this.#toldAtMs = now();
    this.#tellingMs = this.#toldAtMs - startMs;
  }
}
