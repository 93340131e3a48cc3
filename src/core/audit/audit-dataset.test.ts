import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { createSampleConfig } from '../sample/config.ts';
import { finishAudit, sumChecked, surveyStore } from './audit-dataset.ts';
import { DEFAULT_AUDIT_RULES } from './audit-rules.ts';
import { auditSequence } from './audit-sequence.ts';
import { datasetOf, generateSequence, type MemorySequence, recordsOf } from './clean-sequences.fixture.ts';
import { pickleNumber } from './clip-pickle.fixture.ts';
import type { Finding } from './finding.ts';

const config = createSampleConfig();
const [first, second, third, fourth, fifth] = [1, 2, 3, 4, 5].map((seed) => generateSequence(seed, 300)) as [
  MemorySequence,
  MemorySequence,
  MemorySequence,
  MemorySequence,
  MemorySequence,
];

function audit(
  records: ReadonlyMap<string, Uint8Array>,
  lists: Readonly<Record<string, readonly string[]>>,
): { readonly findings: readonly Finding[]; readonly entries: readonly string[] } {
  const dataset = datasetOf(records, lists);
  const survey = surveyStore(dataset, DEFAULT_AUDIT_RULES);
  // A message port and JSON are what stands between the passes and their end.
  const audits = survey.entries.map((entry) =>
    structuredClone(auditSequence(dataset, entry, DEFAULT_AUDIT_RULES, config)),
  );
  expect(JSON.parse(JSON.stringify(audits))).toEqual(audits);
  expect(sumChecked(audits).sequences).toBe(audits.filter(({ n_frames }) => n_frames !== null).length);
  return { findings: finishAudit(survey, audits, DEFAULT_AUDIT_RULES), entries: survey.entries };
}

/** Code, entry and message of all but what every dataset of these tests has. */
function briefly(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ code }) => code !== 'stats-missing')
    .map(({ code, entry, message }) => `${code} ${entry ?? '-'}: ${message}`);
}

function renamed(sequence: MemorySequence, entry: string, changes: Partial<MemorySequence> = {}): MemorySequence {
  return { ...sequence, entry, ...changes };
}

/** The coefficients with the jaw's rotation `frames` frames later. */
function withLateJaw({ coef, n_frames }: MemorySequence, frames: number): Map<string, Float32Array> {
  const before = coef.get('pose') ?? new Float32Array(0);
  const pose = before.slice();
  for (let frame = frames; frame < n_frames; frame++) {
    pose.set(before.subarray((frame - frames) * 6 + 3, (frame - frames) * 6 + 6), frame * 6 + 3);
  }
  return new Map([...coef, ['pose', pose]]);
}

describe('an audit of a whole dataset', () => {
  it('says of clean generated sequences only that there are no statistics', () => {
    const { findings } = audit(recordsOf([first, second]), { train: [first.entry, second.entry] });
    expect(findings.map(({ code }) => code)).toEqual(['stats-missing']);
  });

  it('finds the same sound in two sequences, whole or in clips, and names the original', () => {
    const copy = renamed(second, 'COPY/000', { audio: first.audio });
    const part = renamed(third, 'PART/000', { audio: third.audio.slice() });
    part.audio.set(second.audio.subarray(64000, 128000), 0);
    const sequences = [first, second, copy, part];
    const { findings } = audit(recordsOf(sequences), { train: sequences.map(({ entry }) => entry) });
    const duplicates = findings.filter(({ code }) => code === 'duplicate-audio');
    // The store's order is by key: COPY, GEN001, GEN002, PART.
    expect(briefly(duplicates)).toEqual([
      'duplicate-audio GEN001/000: Same sound as COPY/000',
      'duplicate-audio PART/000: Shares 1 clip of GEN002/000, the first is 001',
    ]);
    expect(duplicates.map(({ original }) => original)).toEqual([
      { entry: 'COPY/000', clip: 0 },
      { entry: 'GEN002/000', clip: 1 },
    ]);
  });

  it('does not call silent clips copies of each other', () => {
    const silent = [first, second].map((sequence) =>
      renamed(sequence, sequence.entry, { audio: sequence.audio.map(() => 0) }),
    );
    const { findings } = audit(recordsOf(silent), { train: silent.map(({ entry }) => entry) });
    const codes = new Set(findings.map(({ code }) => code));
    expect(codes.has('audio-silence')).toBe(true);
    expect(codes.has('duplicate-audio') || codes.has('clip-duplicate')).toBe(false);
  });

  it('does not call clips without one number copies of each other', () => {
    const coef = new Map([...first.coef].map(([group, rows]) => [group, rows.map(() => Number.NaN)] as const));
    const { findings } = audit(recordsOf([renamed(first, first.entry, { coef })]), { train: [first.entry] });
    const codes = new Set(findings.map(({ code }) => code));
    expect(codes.has('coef-not-finite')).toBe(true);
    expect(codes.has('clip-duplicate')).toBe(false);
  });

  it('finds a jaw in time among jaws that are all late, and says how to make it like them', () => {
    const late = [second, third, fourth, fifth, generateSequence(6, 300)].map((sequence) =>
      renamed(sequence, sequence.entry, { coef: withLateJaw(sequence, 4) }),
    );
    const sequences = [first, ...late];
    const { findings } = audit(recordsOf(sequences), { train: sequences.map(({ entry }) => entry) });
    const found = findings.find(({ code, entry }) => code === 'sound-jaw-lag' && entry === first.entry);
    expect(found).toMatchObject({
      message: expect.stringMatching(/^Lag of the jaw [+−]?[01] frames?, \+4 frames elsewhere, r 0\.\d\d$/),
      expected: 'Best correlation within ±2 frames of 4, the median of 6 sequences',
      numbers: { medianLagFrames: 4 },
    });
  });

  it('finds that the first clip lacks a coefficient that all others have', () => {
    const records = recordsOf([first, second]);
    const clip = records.get(`${first.entry}/000`) ?? new Uint8Array(0);
    // 'pose' of the first clip under another name of as many letters.
    const renamedGroup = Uint8Array.from(clip);
    const name = [0x8c, 4, ...new TextEncoder().encode('pose')];
    const at = clip.findIndex((_, index) => name.every((byte, i) => clip[index + i] === byte));
    renamedGroup.set(new TextEncoder().encode('head'), at + 2);
    records.set(`${first.entry}/000`, renamedGroup);
    const { findings } = audit(records, { train: [first.entry, second.entry] });
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'coef-missing',
        entry: null,
        message: 'pose: 5 of 6 clips have it, the first that was read does not',
      }),
    );
  });

  it('finds a jaw that belongs to another recording', () => {
    // The median of six stays that of the five that fit.
    const wrong = renamed(first, 'WRONG/000', { coef: second.coef, audio: third.audio.map((value) => value * 0.9) });
    const sequences = [first, second, third, fourth, fifth, wrong];
    const { findings } = audit(recordsOf(sequences), { train: sequences.map(({ entry }) => entry) });
    const found = findings.filter(({ code }) => code === 'sound-jaw-mismatch' || code === 'sound-jaw-lag');
    expect(found.map(({ entry, code }) => [entry, code])).toEqual([['WRONG/000', 'sound-jaw-mismatch']]);
    expect(found[0]?.message).toMatch(/^Jaw does not follow the sound: r -?0\.\d\d at best, 0\.\d\d elsewhere$/);
  });

  it('finds people and sequences that two splits share', () => {
    const other = renamed(second, 'GEN001/001');
    const { findings } = audit(recordsOf([first, other, third]), {
      train: [first.entry, third.entry],
      val: [other.entry],
      test: [third.entry],
    });
    expect(briefly(findings)).toEqual([
      'split-leak GEN001/001: GEN001 is in train (1) and val (1)',
      'split-leak GEN003/000: GEN003 is in train (1) and test (1), 1 sequence in both',
    ]);
  });

  it('says of a sequence in three splits that more than one has it', () => {
    const lists = { train: [first.entry], val: [first.entry], test: [first.entry] };
    expect(briefly(audit(recordsOf([first]), lists).findings)).toEqual([
      'split-leak GEN001/000: GEN001 is in train (1) and val (1) and test (1), 1 sequence in more than one',
    ]);
  });

  it('finds what the lists and the store do not share, clips without metadata, and keys that nobody reads', () => {
    const records = recordsOf([first, second, third]);
    records.delete(`${second.entry}/metadata`);
    records.set(`${first.entry}/0001`, new Uint8Array(1));
    records.set(`${first.entry}/003`, new Uint8Array(1));
    const { findings, entries } = audit(records, { train: [first.entry, second.entry, 'GONE/000', first.entry] });
    expect(briefly(findings)).toEqual([
      'sequence-missing GEN002/000: train.txt lists it, 3 clips without metadata',
      'sequence-missing GONE/000: train.txt lists it, the store has nothing of it',
      'clip-extra GEN001/000: 1 key that no loader looks up, the first is 0001',
      'clip-extra GEN001/000: 1 clip past the last frame, the first is 003',
      'split-duplicate -: train.txt, lines 1, 4: train.txt names GEN001/000 more than once',
      'sequence-unlisted GEN003/000: In the store, not in train.txt',
    ]);
    expect(entries).toEqual(['GEN001/000', 'GEN002/000', 'GEN003/000', 'GONE/000']);
  });

  it('takes no memory and no time on the word of a length', () => {
    const records = recordsOf([first]);
    records.set(`${first.entry}/metadata`, pickleNumber('n_frames', 2 ** 31 - 1));
    const { findings } = audit(records, { train: [first.entry] });
    expect(briefly(findings)).toEqual([
      'clip-missing GEN001/000: 2,147,483,647 frames are 21,474,837 clips, the store has 3',
    ]);
    expect(findings[0]).toMatchObject({ clip: null, frames: [300, 2147483647], numbers: { missing: 21474834 } });
  });

  it('goes on past a damaged key tree with what the lists name', () => {
    const dataset = datasetOf(recordsOf([first]), { train: [first.entry] });
    const damage = new DataError({
      code: 'lmdb-page',
      what: 'A page is bad',
      expected: 'a leaf',
      found: 'none',
      where: 'page 7',
    });
    const { store } = dataset;
    const damaged = {
      ...dataset,
      store: {
        ...store,
        keys: (range?: Parameters<typeof store.keys>[0]) => {
          if (range === undefined) throw damage;
          return store.keys(range);
        },
      },
    };
    const survey = surveyStore(damaged, DEFAULT_AUDIT_RULES);
    expect(survey.entries).toEqual([first.entry]);
    expect(survey.findings[0]).toMatchObject({ severity: 'error', code: 'store-damaged', message: 'A page is bad' });
  });

  it('passes a lost connection on instead of calling it damage', () => {
    const dataset = datasetOf(recordsOf([first]), { train: [first.entry] });
    const lost = new DataError({
      code: 'http-failed',
      what: 'The server is gone',
      expected: 'an answer',
      found: 'none',
      where: 'url',
    });
    const gone = {
      ...dataset,
      store: {
        ...dataset.store,
        get: (key: string) => {
          if (key.endsWith('/001')) throw lost;
          return dataset.store.get(key);
        },
      },
    };
    expect(() => auditSequence(gone, first.entry, DEFAULT_AUDIT_RULES, config)).toThrow('The server is gone');
  });
});
