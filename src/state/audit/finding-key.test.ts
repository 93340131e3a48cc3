import { describe, expect, it } from 'vitest';
import { finishAudit, surveyStore } from '../../core/audit/audit-dataset.ts';
import { DEFAULT_AUDIT_RULES } from '../../core/audit/audit-rules.ts';
import { auditSequence } from '../../core/audit/audit-sequence.ts';
import {
  datasetOf,
  GROUPS,
  generateSequence,
  type MemorySequence,
  recordsOf,
} from '../../core/audit/clean-sequences.fixture.ts';
import type { Finding } from '../../core/audit/finding.ts';
import { createSampleConfig } from '../../core/sample/config.ts';
import { keyOfFinding } from './finding-key.ts';

const config = createSampleConfig();
const sequences = [1, 2, 3].map((seed) => generateSequence(seed, 300)) as [
  MemorySequence,
  MemorySequence,
  MemorySequence,
];
const [first, second, third] = sequences;

function auditAll(damaged: readonly MemorySequence[]): readonly Finding[] {
  const read = datasetOf(recordsOf(damaged), { train: damaged.map(({ entry }) => entry) });
  const problems = ['exp_max', 'pose_max'].map((name) => ({
    code: 'stats-no-range',
    what: `${name} is absent or all NaN`,
    expected: 'numbers',
    found: 'none',
    where: 'stats_train.npz',
  }));
  const dataset = { ...read, problems };
  const survey = surveyStore(dataset, DEFAULT_AUDIT_RULES);
  const audits = survey.entries.map((entry) => auditSequence(dataset, entry, DEFAULT_AUDIT_RULES, config));
  return finishAudit(survey, audits, DEFAULT_AUDIT_RULES);
}

function changed(sequence: MemorySequence, change: (value: number, group: string) => number): MemorySequence {
  const coef = new Map(
    [...sequence.coef].map(([group, rows]) => [group, rows.map((value) => change(value, group))] as const),
  );
  return { ...sequence, coef };
}

function keysOf(findings: readonly Finding[], code: Finding['code']): string[] {
  return findings.filter((finding) => finding.code === code).map(keyOfFinding);
}

describe('the keys of findings', () => {
  it('are unlike where several coefficients of one clip have the same damage', () => {
    const findings = auditAll([changed(first, (value, group) => (group === 'shape' ? value : Number.NaN))]);
    expect(keysOf(findings, 'coef-not-finite').slice(0, 2)).toEqual([
      'coef-not-finite:GEN001/000:0:0-100:exp',
      'coef-not-finite:GEN001/000:0:0-100:pose',
    ]);
  });

  it('are unlike where several coefficients of one clip are too short', () => {
    const records = {
      ...first,
      n_frames: 200,
      coef: new Map(GROUPS.map(({ name, width }) => [name, new Float32Array(150 * width)])),
    };
    expect(keysOf(auditAll([records, second]), 'coef-short')).toEqual([
      'coef-short:GEN001/000:1:100-200:shape',
      'coef-short:GEN001/000:1:100-200:exp',
      'coef-short:GEN001/000:1:100-200:pose',
    ]);
  });

  it('are unlike where a pose is out of range in several ways', () => {
    const findings = auditAll([changed(first, (value, group) => (group === 'pose' ? value + 100 : value))]);
    expect(keysOf(findings, 'pose-range')).toEqual([
      'pose-range:GEN001/000::0-300:headrotation',
      'pose-range:GEN001/000::0-300:jawopening',
      'pose-range:GEN001/000::0-300:jawturn',
    ]);
  });

  it('are unlike where a sequence shares clips with two others', () => {
    // Two clips of each, so that no finding is about one clip.
    const whole = { ...third, n_frames: 400, audio: new Float32Array(256000), coef: generateSequence(3, 400).coef };
    whole.audio.set(first.audio.subarray(0, 128000), 0);
    whole.audio.set(second.audio.subarray(0, 128000), 128000);
    expect(keysOf(auditAll([first, second, whole]), 'duplicate-audio')).toEqual([
      'duplicate-audio:GEN003/000:::GEN001/000',
      'duplicate-audio:GEN003/000:::GEN002/000',
    ]);
  });

  it('are unlike where one file has several problems', () => {
    expect(keysOf(auditAll([first]), 'stats-incomplete')).toEqual([
      'stats-incomplete::::stats_train.npz:exp_maxisabsentorallNaN',
      'stats-incomplete::::stats_train.npz:pose_maxisabsentorallNaN',
    ]);
  });
});
