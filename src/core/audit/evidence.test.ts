import { describe, expect, it } from 'vitest';
import { createSampleConfig } from '../sample/config.ts';
import { DEFAULT_AUDIT_RULES } from './audit-rules.ts';
import { auditSequence } from './audit-sequence.ts';
import { createRandom, datasetOf, GROUPS, generateSequence, type MemorySequence } from './clean-sequences.fixture.ts';
import { DAMAGES } from './damage.fixture.ts';
import { type Evidence, measureEvidence } from './evidence.ts';
import type { Finding, FindingCode } from './finding.ts';

const config = createSampleConfig();
const clean = generateSequence(3, 350);

/** Puts one damage in and measures the evidence of its finding. */
function evidenceOf<K extends Evidence['kind']>(
  code: FindingCode,
  strength: string,
  kind: K,
  sequence: MemorySequence = clean,
): { readonly finding: Finding; readonly evidence: Extract<Evidence, { kind: K }> } {
  const damage = DAMAGES.find((each) => each.code === code && each.strength === strength);
  if (damage === undefined) throw new Error(`no damage ${code}, ${strength}`);
  const { records } = damage.inject(sequence, createRandom(7));
  const dataset = { ...datasetOf(records, { train: [sequence.entry] }), groups: GROUPS };
  const finding = auditSequence(dataset, sequence.entry, DEFAULT_AUDIT_RULES, config).findings.find(
    (each) => each.code === code,
  );
  if (finding === undefined) throw new Error(`${code} was not found`);
  const evidence = measureEvidence(dataset, finding, DEFAULT_AUDIT_RULES, config);
  expect(structuredClone(evidence)).toEqual(evidence);
  if (evidence.kind !== kind) throw new Error(`the evidence is ${evidence.kind}`);
  return { finding, evidence: evidence as Extract<Evidence, { kind: K }> };
}

describe('the evidence of a finding (generated sequences, damage put in)', () => {
  it('of a lag: an onset, the jaw as stored and moved back, the correlation by lag and the lag of each clip', () => {
    const { evidence } = evidenceOf('sound-jaw-lag', '+5 frames', 'lag');
    expect(evidence.lagFrames).toBe(5);
    expect(evidence.jawOnset - evidence.soundOnset).toBe(5);
    expect(evidence.byLag[12 + 5]).toBe(evidence.r);
    expect(Math.max(...evidence.byLag)).toBe(evidence.r);
    expect(evidence.expectedLags).toEqual([-2, 2]);
    expect(evidence.byClip.map(({ clip }) => clip)).toEqual([0, 1, 2, 3]);
    expect(evidence.byClip.slice(0, 3).map(({ lagFrames }) => lagFrames)).toEqual([5, 5, 5]);
    const [start, end] = evidence.frames;
    expect(evidence.jaw.values).toHaveLength(end - start);
    // Moved back, the jaw of frame f is the stored one of frame f + 5.
    expect(evidence.jawMoved.slice(0, -5)).toEqual(evidence.jaw.values.slice(5));
    expect(evidence.soundOnset).toBeGreaterThanOrEqual(start);
    expect(evidence.soundOnset).toBeLessThan(end);
  });

  it('of a jump: both sides, the step, all steps by size, and every seam', () => {
    const { finding, evidence } = evidenceOf('motion-seam-jump', '0.3 rad of the head', 'seam');
    expect(evidence.curve.label).toMatch(/^head [xyz]$/);
    expect(Math.abs(evidence.step)).toBeGreaterThan(0.25);
    expect(evidence.step).toBe(finding.numbers.step);
    expect(evidence.p999).toBe(finding.numbers.p999);
    const before = evidence.curve.values[evidence.seamFrame - 1 - evidence.frames[0]] ?? Number.NaN;
    const after = evidence.curve.values[evidence.seamFrame - evidence.frames[0]] ?? Number.NaN;
    expect(after - before).toBe(evidence.step);
    // 350 frames have 349 steps, of which 3 are at seams.
    expect(evidence.histogram.counts.reduce((sum, count) => sum + count, evidence.histogram.zeroSteps)).toBe(346);
    expect(evidence.seams.map(({ clip }) => clip)).toEqual([1, 2, 3]);
    const worst = evidence.seams.find(({ clip }) => clip === finding.clip);
    expect(worst?.ratio).toBe(finding.numbers.ratio);
    expect(evidence.clips.map(({ clip }) => clip)).toEqual([(finding.clip ?? 0) - 1, finding.clip]);
  });

  it('of clipping: the samples of the longest run close up', () => {
    const { finding, evidence } = evidenceOf('audio-clipping', 'peaks cut by 12 dB', 'sound');
    const peak = finding.numbers.peak ?? Number.NaN;
    const atPeak = evidence.closeUp.samples.filter((value) => Math.abs(value) >= 0.9999);
    expect(atPeak.length).toBeGreaterThanOrEqual(3);
    expect(evidence.line).toBe(peak);
  });

  it('of silence: the levels of its frames', () => {
    const { finding, evidence } = evidenceOf('audio-silence', '60 frames of digital silence', 'sound');
    const [start, end] = finding.frames ?? [0, 0];
    const levels = evidence.levelDb.slice(start - evidence.wave.frames[0], end - evidence.wave.frames[0]);
    expect(levels.length).toBeGreaterThanOrEqual(60);
    expect([...levels].filter((level) => level === -200).length).toBeGreaterThanOrEqual(59);
  });

  it('of a missing clip: a gap in the wave where it should be', () => {
    const { finding, evidence } = evidenceOf('clip-missing', 'one clip', 'sound');
    const [start, end] = finding.frames ?? [0, 0];
    const { frames, binsPerFrame, minMax } = evidence.wave;
    const binOf = (frame: number) => 2 * binsPerFrame * (frame - frames[0]);
    expect(minMax.slice(binOf(start), binOf(end)).every(Number.isNaN)).toBe(true);
    expect([...minMax].some(Number.isFinite)).toBe(true);
  });

  it('of NaN: a gap in the curve of the dimension', () => {
    const { finding, evidence } = evidenceOf('coef-not-finite', '10 values NaN', 'motion');
    const [start, end] = finding.frames ?? [0, 0];
    const [curve] = evidence.curves;
    expect(evidence.curves).toHaveLength(1);
    const gap = curve?.values.slice(start - evidence.frames[0], end - evidence.frames[0]);
    expect(gap?.every(Number.isNaN)).toBe(true);
    expect(curve?.values.filter(Number.isNaN)).toHaveLength(10);
  });

  it('of a glitch: the dimension that jerks', () => {
    const { evidence } = evidenceOf('motion-jerk', 'one frame off by 0.3 rad of the head', 'motion');
    expect(evidence.curves.map(({ label }) => label)).toEqual([expect.stringMatching(/^head [xyz]$/)]);
    expect(evidence.curves[0]?.unit).toBe('rad');
  });

  it('of hum: its lines in the spectrum', () => {
    const { evidence } = evidenceOf('audio-hum', '50 Hz at -50 dBFS', 'spectrum');
    expect(evidence.lines[0]?.hz).toBe(50);
    expect(evidence.frequencies.length).toBe(evidence.levelsDb.length);
  });

  it('of a clip that is there twice: both waves', () => {
    const { evidence } = evidenceOf('clip-duplicate', 'a clip in place of the next', 'duplicate');
    expect(evidence.sides).toHaveLength(2);
    expect(evidence.sides[0]?.wave.minMax).toEqual(evidence.sides[1]?.wave.minMax);
  });
});
