import { finishAudit, sumChecked, surveyStore } from '../core/audit/audit-dataset.ts';
import { DEFAULT_AUDIT_RULES } from '../core/audit/audit-rules.ts';
import { auditSequence } from '../core/audit/audit-sequence.ts';
import { openDataset } from '../core/dataset/dataset.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { entriesOfSplit } from '../core/statistics/dataset-statistics.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { exactly, parse, text, texts } from './argument-parsing.ts';
import { printAudit, toAuditCsv, toAuditJson } from './audit-report.ts';
import type { CliCommand } from './cli-command.ts';
import type { Output } from './output.ts';
import { writeResultFile } from './result-file.ts';

/** A terminal is told no more often than eyes follow. */
const SHOWN_EVERY_MS = 100;

interface AuditArguments {
  readonly source: string;
  readonly json: boolean;
  /** Whose sequences are audited; empty for all of the store. */
  readonly splits: readonly string[];
  /** File for the findings as a table, or null. */
  readonly csv: string | null;
}

/** `audit`: every clip of every sequence is read once. Exit status 1 where a finding is an error. */
export const auditCommand: CliCommand = {
  name: 'audit',
  usage: `  audit SOURCE [--json] [--split S ...] [--csv FILE]
      what is wrong with the data, clip by clip; exit status 1 if a finding is an error`,
  prepare(words) {
    const { values, positionals } = parse(words, {
      json: { type: 'boolean' },
      split: { type: 'string', multiple: true },
      csv: { type: 'string' },
    });
    const [source] = exactly(positionals, ['SOURCE'], 'audit');
    const choice = { json: values.json === true, splits: texts(values, 'split'), csv: text(values, 'csv') };
    return (output) => audit({ source, ...choice }, output);
  },
};

async function audit({ source, json, splits, csv }: AuditArguments, output: Output): Promise<number> {
  const audioFormats = [await loadMp3Format(), ...AUDIO_FORMATS];
  const dataset = openDataset(await openDatasetParts(source), { audioFormats });
  const config = createSampleConfig();
  const rules = DEFAULT_AUDIT_RULES;
  const survey = surveyStore(dataset, rules);
  const entries =
    splits.length === 0 ? survey.entries : [...new Set(splits.flatMap((name) => entriesOfSplit(dataset, name)))];
  const tell = createProgress(entries.length, output);
  const audits = entries.map((entry, index) => {
    const result = auditSequence(dataset, entry, rules, config);
    tell(index + 1, result.checked.clips);
    return result;
  });
  output.progress(null);
  const findings = finishAudit(survey, audits, rules);
  const checked = sumChecked(audits);
  if (json) output.print(JSON.stringify(toAuditJson(findings, checked)));
  else printAudit(findings, checked, output);
  if (csv !== null) writeResultFile(csv, toAuditCsv(findings));
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** E.g. `audit: 790 of 1,052 sequences, 18,240 clips, 780 clips/s`. */
function createProgress(total: number, output: Output): (done: number, clips: number) => void {
  const startMs = performance.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  let clips = 0;
  return (done, newClips) => {
    clips += newClips;
    const nowMs = performance.now();
    if (nowMs - shownMs < SHOWN_EVERY_MS) return;
    shownMs = nowMs;
    const rate = Math.round((clips * 1000) / Math.max(nowMs - startMs, 1));
    const [doneText, totalText, clipsText, rateText] = [done, total, clips, rate].map((n) => n.toLocaleString('en-US'));
    output.progress(`audit: ${doneText} of ${totalText} sequences, ${clipsText} clips, ${rateText} clips/s`);
  };
}
