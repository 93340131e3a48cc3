import type { AuditRules } from '../../core/audit/audit-rules.ts';
import type { Evidence } from '../../core/audit/evidence.ts';
import type { Finding } from '../../core/audit/finding.ts';
import type { Answer } from '../../worker/protocol.ts';
import { fetchPart } from '../fetch-part.ts';
import type { ViewParts } from '../view-parts.ts';
import type { AuditPassRunner } from './audit-pass.ts';
import { type AuditFilter, type AuditState, INITIAL_AUDIT, UNCHECKED } from './audit-state.ts';
import { keyOfFinding } from './finding-key.ts';

/** What the user can do in the Audit view. */
export interface AuditActions {
  /** Checks the whole dataset from the beginning, by the rules set for the next pass. */
  start(): void;
  pause(): void;
  /** Goes on with what is not checked yet. */
  resume(): void;
  /** Ends the pass; what was found stays. */
  stop(): void;
  /** Sets thresholds for the next pass. */
  setRules(rules: Partial<AuditRules>): void;
  setFilter(filter: Partial<AuditFilter>): void;
  /** Shows a finding in detail and measures its picture; null shows none. */
  choose(key: string | null): void;
}

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createAuditActions({ store, pool }: ViewParts): { readonly actions: AuditActions; forget(): void } {
  let runner: AuditPassRunner | null = null;
  let advancing = new AbortController();
  let measuring = new AbortController();

  const get = () => store.getState().audit;
  const patch = (changes: Partial<AuditState>) => store.setState(({ audit }) => ({ audit: { ...audit, ...changes } }));

  async function start(): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    advancing.abort();
    measuring.abort();
    runner = null;
    const rules = get().nextRules ?? get().rules;
    patch({ ...UNCHECKED, rules, nextRules: null, pass: { phase: 'running' } });
    const starting = new AbortController();
    advancing = starting;
    // Only this view needs it, so it is no part of the first load.
    const fetched = await fetchPart(() => import('./audit-pass.ts'));
    if (starting.signal.aborted) return;
    if ('problem' in fetched) return patch({ pass: { phase: 'failed', problem: fetched.problem } });
    const mine = new fetched.part.AuditPassRunner({
      pool,
      request: dataset.request,
      rules,
      now: () => performance.now(),
      onYield: (found) => {
        if (runner !== mine) return;
        patch(found);
        measureIfFound();
      },
    });
    runner = mine;
    await advance();
  }

  async function advance(): Promise<void> {
    const mine = runner;
    if (mine === null) return;
    advancing = new AbortController();
    const { signal } = advancing;
    patch({ pass: { phase: 'running' } });
    const answered = await mine.advance(signal);
    if (runner !== mine || signal.aborted) return;
    patch({ pass: answered.ok ? { phase: 'done' } : { phase: 'failed', problem: answered.problem } });
  }

  function halt(phase: 'paused' | 'stopped'): void {
    const { pass } = get();
    if (pass.phase !== 'running' && pass.phase !== 'paused') return;
    patch({ pass: { phase } });
    advancing.abort();
  }

  /** A link names a finding before it is found. */
  function measureIfFound(): void {
    const { chosenKey, evidence, findings } = get();
    if (chosenKey === null || (evidence.phase !== 'none' && evidence.key === chosenKey)) return;
    const finding = findings.find((candidate) => keyOfFinding(candidate) === chosenKey);
    if (finding !== undefined) void measure(finding, chosenKey);
  }

  async function measure(finding: Finding, key: string): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    measuring.abort();
    measuring = new AbortController();
    const { signal } = measuring;
    patch({ evidence: { phase: 'measuring', key } });
    let answer: Answer<Evidence> | null = null;
    const passed = await pool.run({
      request: dataset.request,
      name: 'evidence',
      entries: [finding.entry ?? ''],
      options: { finding, rules: get().rules },
      signal,
      onResult: (_entry, answered) => {
        answer = answered;
      },
    });
    if (signal.aborted) return;
    const measured = passed.ok ? (answer as Answer<Evidence> | null) : passed;
    if (measured === null) return;
    patch({
      evidence: measured.ok
        ? { phase: 'ready', key, evidence: measured.value }
        : { phase: 'failed', key, problem: measured.problem },
    });
  }

  return {
    actions: {
      start: () => void start(),
      pause: () => halt('paused'),
      resume: () => {
        const { phase } = get().pass;
        if (phase === 'paused' || phase === 'stopped' || phase === 'failed')
          void (runner === null ? start() : advance());
      },
      stop: () => halt('stopped'),
      setRules: (changes) => patch({ nextRules: { ...(get().nextRules ?? get().rules), ...changes } }),
      setFilter: (changes) => patch({ filter: { ...get().filter, ...changes } }),
      choose: (chosenKey) => {
        if (chosenKey === get().chosenKey) return;
        measuring.abort();
        patch({ chosenKey, evidence: { phase: 'none' } });
        measureIfFound();
      },
    },
    forget: () => {
      runner = null;
      advancing.abort();
      measuring.abort();
      store.setState({ audit: INITIAL_AUDIT });
    },
  };
}
