import type { Dataset } from '../dataset/dataset.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import type { Problem } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import { LowSpectrum } from '../signal/low-spectrum.ts';
import { attemptRead } from './attempt-read.ts';
import type { AuditRules } from './audit-rules.ts';
import { quantity } from './audit-text.ts';
import { findAudioSeam, measureAudioSeam } from './checks/audio-seam.ts';
import { type ClipKeys, findExtraClips, findMissingClips, listClipKeys } from './checks/clip-keys.ts';
import { findDcOffset } from './checks/dc-offset.ts';
import { findFrozenFrames } from './checks/frozen-frames.ts';
import { findHum } from './checks/hum.ts';
import { findJerks } from './checks/jerk.ts';
import { findMotionSeams } from './checks/motion-seam.ts';
import { findPoseOutOfRange } from './checks/pose-range.ts';
import { findRepeatedClips } from './checks/repeated-clips.ts';
import { findSilence } from './checks/silence.ts';
import { findLag, JAW_OPENING, measureLag } from './checks/sound-jaw.ts';
import { findClipProblems } from './clip-problem-findings.ts';
import { joinDigests } from './digest.ts';
import type { Finding } from './finding.ts';
import { findingOfProblem, makeFinding } from './make-finding.ts';
import { type ClipMeasure, measureClip } from './measure-clip.ts';
import { createMotionSteps } from './motion-steps.ts';
import { type AuditClip, readAuditClip } from './read-clip.ts';
import type { LagFact, SequenceAudit } from './sequence-audit.ts';
import { joinStretches, motionDimensions, poseColumn, type Stretch } from './stretch.ts';

/**
 * Everything about one sequence in one pass, each clip read and decoded once. Bad data never throws: it becomes findings. A fault of the source
 * (a lost connection) passes on, since it says nothing about the data.
 */
export function auditSequence(dataset: Dataset, entry: string, rules: AuditRules, config: SampleConfig): SequenceAudit {
  const keys = attemptRead(() => listClipKeys(dataset.store, entry));
  if ('problem' in keys) return refuse(entry, unreadable(entry, keys.problem));
  const length = attemptRead(() => readFrameCount(dataset.store, entry));
  if ('problem' in length) return refuse(entry, describeNoLength(dataset, entry, keys.value, length.problem));
  return new SequenceAuditor(dataset, entry, length.value, rules, config).run(keys.value);
}

function refuse(entry: string, finding: Finding): SequenceAudit {
  return {
    entry,
    n_frames: null,
    findings: [finding],
    checked: { sequences: 0, clips: 0, frames: 0 },
    unknownCoefficients: [],
    clipDigests: [],
    audioDigest: null,
    lag: null,
    seamsChecked: 0,
  };
}

function unreadable(entry: string, problem: Problem): Finding {
  return findingOfProblem('sequence-unreadable', problem, {
    entry,
    clip: null,
    frames: null,
    message: problem.what,
    consequence: 'The loader stops at this sequence.',
    numbers: {},
  });
}

function describeNoLength(dataset: Dataset, entry: string, { clips }: ClipKeys, problem: Problem): Finding {
  if (problem.code !== 'sequence-metadata-missing') return unreadable(entry, problem);
  const lists = dataset.splits.filter(({ entries }) => entries.includes(entry)).map(({ fileName }) => fileName);
  const listed = lists.length === 0 ? '' : `${lists.join(' and ')} ${lists.length === 1 ? 'lists' : 'list'} it`;
  const found =
    clips.length === 0 ? 'the store has nothing of it' : `${quantity(clips.length, 'clip')} without metadata`;
  return makeFinding('sequence-missing', {
    entry,
    clip: null,
    frames: null,
    message: [listed, found].filter((part) => part !== '').join(', '),
    what: problem.what,
    expected: problem.expected,
    found: `${problem.found}; ${found}`,
    where: lists.length === 0 ? problem.where : `${problem.where}, ${lists.join(', ')}`,
    consequence:
      lists.length === 0
        ? 'No split lists it, so the loader never asks for it.'
        : 'The loader stops when it draws this sequence.',
    numbers: { clips: clips.length },
  });
}

/** Gathers what the clips tell, one after another, then looks at the whole. */
class SequenceAuditor {
  readonly #dataset: Dataset;
  readonly #entry: string;
  readonly #n_frames: number;
  readonly #rules: AuditRules;
  readonly #config: SampleConfig;
  readonly #spectrum: LowSpectrum;
  readonly #findings: Finding[] = [];
  readonly #measures: { readonly clip: AuditClip; readonly measure: ClipMeasure }[] = [];

  constructor(dataset: Dataset, entry: string, n_frames: number, rules: AuditRules, config: SampleConfig) {
    this.#dataset = dataset;
    this.#entry = entry;
    this.#n_frames = n_frames;
    this.#rules = rules;
    this.#config = config;
    this.#spectrum = new LowSpectrum(config.rate);
  }

  run(keys: ClipKeys): SequenceAudit {
    const { seg_len } = this.#dataset;
    this.#findings.push(
      ...this.#findShort(),
      ...findMissingClips(this.#entry, keys, this.#n_frames, seg_len),
      ...findExtraClips(this.#entry, keys, this.#n_frames, seg_len),
    );
    let previous: AuditClip | null = null;
    for (const clip of keys.clips) {
      if (clip * seg_len >= this.#n_frames) break;
      const read = this.#addClip(clip);
      if (previous !== null) this.#addAudioSeam(previous, read);
      previous = read;
    }
    return this.#finish(keys);
  }

  #addClip(number: number): AuditClip {
    const clip = readAuditClip(this.#dataset, this.#entry, number, this.#n_frames, this.#config);
    const measure = measureClip(this.#entry, clip, this.#dataset.groups, this.#rules, this.#config, this.#spectrum);
    this.#findings.push(...findClipProblems(this.#entry, clip, this.#rules, this.#config), ...measure.findings);
    // The samples are no longer needed: a long sequence has hundreds of megabytes of them.
    this.#measures.push({ clip: { ...clip, audio: null }, measure });
    return clip;
  }

  #addAudioSeam(before: AuditClip, after: AuditClip): void {
    if (after.clip !== before.clip + 1 || !before.isAudioWhole || before.audio === null || after.audio === null) return;
    const seam = measureAudioSeam(before.audio, after.audio);
    this.#findings.push(...findAudioSeam(this.#entry, after.clip, after.startFrame, seam, this.#rules));
  }

  #findShort(): Finding[] {
    const { cropFrames } = this.#rules;
    if (this.#n_frames >= cropFrames) return [];
    return [
      makeFinding('sequence-short', {
        entry: this.#entry,
        clip: null,
        frames: [0, this.#n_frames],
        message: `${quantity(this.#n_frames, 'frame')}, a crop needs ${cropFrames}`,
        what: 'The sequence is shorter than one crop',
        expected: `${quantity(cropFrames, 'frame')} or more`,
        found: quantity(this.#n_frames, 'frame'),
        where: this.#entry,
        consequence: 'The loader stops when it draws this sequence: leave it out of the split.',
        numbers: { n_frames: this.#n_frames, cropFrames },
      }),
    ];
  }

  #finish(keys: ClipKeys): SequenceAudit {
    const { groups, seg_len } = this.#dataset;
    const clips = this.#measures.map(({ clip, measure }) => ({ clip, rms: measure.rms }));
    const stretches = joinStretches(clips, groups, seg_len);
    const lag = this.#lagOf(stretches);
    const digests = this.#measures.map(({ measure }) => measure.digest);
    const means = this.#measures.flatMap(({ measure }) => (measure.mean === null ? [] : [measure.mean]));
    this.#findings.push(
      ...findDcOffset(this.#entry, means, this.#rules),
      ...findHum(this.#entry, this.#spectrum.measure(), this.#rules, [0, this.#n_frames]),
      ...findRepeatedClips(this.#entry, digests, seg_len, this.#n_frames),
      ...this.#findInMotion(stretches),
      ...(lag === null ? [] : findLag(this.#entry, lag, this.#rules, this.#n_frames, keys.clips.length)),
    );
    const readClips = clips.filter(({ clip }) => clip.frameCount > 0);
    const isWhole = keys.clips.length > 0 && readClips.length === Math.ceil(this.#n_frames / seg_len);
    const audioDigests = digests.flatMap(({ audio }) => (audio === null ? [] : [audio]));
    return {
      entry: this.#entry,
      n_frames: this.#n_frames,
      findings: this.#findings,
      checked: {
        sequences: 1,
        clips: readClips.length,
        frames: readClips.reduce((sum, { clip }) => sum + clip.frameCount, 0),
      },
      unknownCoefficients: countUnknown(clips.map(({ clip }) => clip)),
      clipDigests: digests,
      audioDigest: isWhole && audioDigests.length === digests.length ? joinDigests(audioDigests) : null,
      lag,
      seamsChecked: stretches.reduce((sum, { rms }) => sum + Math.max(Math.ceil(rms.length / seg_len) - 1, 0), 0),
    };
  }

  #findInMotion(stretches: readonly Stretch[]): Finding[] {
    const { groups } = this.#dataset;
    const dims = motionDimensions(groups);
    const steps = createMotionSteps(stretches, dims.length);
    const column = poseColumn(groups);
    return stretches.flatMap((stretch) => [
      ...findMotionSeams(this.#entry, stretch, dims, steps, this.#rules, this.#n_frames),
      ...findJerks(this.#entry, stretch, dims, steps, this.#rules),
      ...(column === null ? [] : findPoseOutOfRange(this.#entry, stretch, dims.length, column, this.#rules)),
      ...findFrozenFrames(this.#entry, stretch, groups, this.#rules, this.#config.fps),
      ...findSilence(this.#entry, stretch, this.#rules, this.#config.fps),
    ]);
  }

  #lagOf(stretches: readonly Stretch[]): LagFact | null {
    const column = poseColumn(this.#dataset.groups);
    if (column === null) return null;
    const lag = measureLag(stretches, motionDimensions(this.#dataset.groups).length, column + JAW_OPENING);
    if (lag === null) return null;
    const { lagFrames, r, voicedFrames } = lag;
    return { lagFrames, milliseconds: (lagFrames * 1000) / this.#config.fps, r, voicedFrames };
  }
}

function countUnknown(clips: readonly AuditClip[]): { readonly group: string; readonly clips: number }[] {
  const counts = new Map<string, number>();
  for (const group of clips.flatMap(({ unknownGroups }) => unknownGroups))
    counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, count]) => ({ group, clips: count }));
}
