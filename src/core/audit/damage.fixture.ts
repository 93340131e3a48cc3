import { clipKey } from '../dataset/keys.ts';
import { formatWav } from '../formats/wav-writer.ts';
import { GROUPS, type MemorySequence, normal, recordsOf, SAMPLES_A_FRAME, SEG_LEN } from './clean-sequences.fixture.ts';
import { pickleClip } from './clip-pickle.fixture.ts';
import type { FindingCode } from './finding-codes.ts';

/** A sequence with damage put in, and where. */
export interface Damaged {
  readonly records: Map<string, Uint8Array>;
  /** Frames that a finding has to touch. */
  readonly frames: readonly [number, number];
}

/** One kind of damage at one strength. */
export interface Damage {
  readonly code: FindingCode;
  /** e.g. "60 frames of digital silence". */
  readonly strength: string;
  /** Other codes that the same damage rightly causes. */
  readonly alsoCauses?: readonly FindingCode[];
  inject(sequence: MemorySequence, random: () => number): Damaged;
}

/** A whole number in [low, high). */
function pick(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low));
}

function copyOf(sequence: MemorySequence): MemorySequence {
  return {
    ...sequence,
    audio: sequence.audio.slice(),
    coef: new Map([...sequence.coef].map(([name, rows]) => [name, rows.slice()])),
  };
}

function clipFrames({ n_frames }: MemorySequence, clip: number): readonly [number, number] {
  return [clip * SEG_LEN, Math.min((clip + 1) * SEG_LEN, n_frames)];
}

function pickClip({ n_frames }: MemorySequence, random: () => number): number {
  return pick(random, 0, Math.floor(n_frames / SEG_LEN));
}

/** Damages the signals of a whole sequence. */
function ofSignals(
  code: FindingCode,
  strength: string,
  change: (sequence: MemorySequence, random: () => number) => readonly [number, number],
  alsoCauses: readonly FindingCode[] = [],
): Damage {
  return {
    code,
    strength,
    alsoCauses,
    inject(clean, random) {
      const sequence = copyOf(clean);
      const frames = change(sequence, random);
      return { records: recordsOf([sequence]), frames };
    },
  };
}

/** Damages the record of one clip; null takes it away. */
function ofRecord(
  code: FindingCode,
  strength: string,
  change: (
    clip: { readonly audio: Float32Array; readonly coef: Map<string, Float32Array>; readonly record: Uint8Array },
    random: () => number,
  ) => Uint8Array | null,
  alsoCauses: readonly FindingCode[] = [],
): Damage {
  return {
    code,
    strength,
    alsoCauses,
    inject(clean, random) {
      const records = recordsOf([clean]);
      const clip = pickClip(clean, random);
      const frames = clipFrames(clean, clip);
      const key = clipKey(clean.entry, clip);
      const audio = clean.audio.slice(frames[0] * SAMPLES_A_FRAME, frames[1] * SAMPLES_A_FRAME);
      const coef = new Map(
        GROUPS.map(({ name, width }) => [
          name,
          clean.coef.get(name)?.slice(frames[0] * width, frames[1] * width) ?? new Float32Array(0),
        ]),
      );
      const changed = change({ audio, coef, record: records.get(key) ?? new Uint8Array(0) }, random);
      if (changed === null) records.delete(key);
      else records.set(key, changed);
      return { records, frames };
    },
  };
}

const wav = (samples: Float32Array, rate = 16000) => formatWav(samples, rate);

function stereo(samples: Float32Array): Uint8Array {
  const interleaved = Float32Array.from({ length: samples.length * 2 }, (_, i) => samples[i >> 1] ?? 0);
  const bytes = formatWav(interleaved, 16000);
  const view = new DataView(bytes.buffer);
  view.setUint16(22, 2, true);
  view.setUint32(28, 16000 * 8, true);
  view.setUint16(32, 8, true);
  view.setUint32(46, samples.length, true);
  return bytes;
}

function addTone(audio: Float32Array, hz: number, amplitude: number): void {
  for (let i = 0; i < audio.length; i++) {
    audio[i] = (audio[i] as number) + amplitude * Math.sin((2 * Math.PI * hz * i) / 16000);
  }
}

/** Hum of this level in dBFS: the mains, half of it at its double, a third at its triple. */
function hum(mainsHz: number, levelDb: number): Damage {
  return ofSignals('audio-hum', `${mainsHz} Hz at ${levelDb} dBFS`, (sequence) => {
    const amplitude = (10 ** (levelDb / 20) * Math.SQRT2) / Math.sqrt(1 + 1 / 4 + 1 / 9);
    for (const harmonic of [1, 2, 3]) addTone(sequence.audio, mainsHz * harmonic, amplitude / harmonic);
    return [0, sequence.n_frames];
  });
}

function silence(frameCount: number, noiseDb: number | null): Damage {
  const text = noiseDb === null ? 'digital silence' : `noise at ${noiseDb} dBFS`;
  return ofSignals('audio-silence', `${frameCount} frames of ${text}`, (sequence, random) => {
    const start = pick(random, 0, sequence.n_frames - frameCount);
    for (let i = start * SAMPLES_A_FRAME; i < (start + frameCount) * SAMPLES_A_FRAME; i++) {
      sequence.audio[i] = noiseDb === null ? 0 : 10 ** (noiseDb / 20) * normal(random);
    }
    return [start, start + frameCount];
  });
}

/** Turned up until peaks are cut at full scale, then turned down again. */
function clipping(gainDb: number, level: number): Damage {
  const text = level === 1 ? '' : `, then turned down to ${level}`;
  return ofSignals(
    'audio-clipping',
    `peaks cut by ${gainDb} dB${text}`,
    (sequence) => {
      const peak = sequence.audio.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const gain = 10 ** (gainDb / 20) / peak;
      for (const [i, value] of sequence.audio.entries()) {
        sequence.audio[i] = level * Math.min(Math.max(value * gain, -1), 32767 / 32768);
      }
      return [0, sequence.n_frames];
      // An offset that the recording has grows with the gain.
    },
    ['audio-dc-offset'],
  );
}

function dcOffset(offset: number): Damage {
  return ofSignals('audio-dc-offset', `${offset} of full scale in all clips`, (sequence, random) => {
    const sign = random() < 0.5 ? -1 : 1;
    // What the recording has already is taken away, so that the strength is what it says.
    const mean = sequence.audio.reduce((sum, value) => sum + value, 0) / sequence.audio.length;
    for (const [i, value] of sequence.audio.entries()) sequence.audio[i] = value - mean + sign * offset;
    return [0, sequence.n_frames];
  });
}

function pickSeam(sequence: MemorySequence, random: () => number): number {
  return SEG_LEN * pick(random, 1, Math.ceil(sequence.n_frames / SEG_LEN));
}

/** Samples missing between two clips: what follows is moved forward. */
function lostSamples(count: number): Damage {
  return ofSignals('audio-seam-jump', `${count} samples lost at a seam`, (sequence, random) => {
    const seam = pickSeam(sequence, random);
    const from = seam * SAMPLES_A_FRAME;
    sequence.audio.copyWithin(from, from + count);
    return [seam, seam + 1];
  });
}

function steppedAudio(step: number): Damage {
  return ofSignals(
    'audio-seam-jump',
    `a step of ${step} at a seam`,
    (sequence, random) => {
      const seam = pickSeam(sequence, random);
      const sign = random() < 0.5 ? -1 : 1;
      // A step that dies away in 10 ms, as at an edit.
      for (let i = 0; i < 1600; i++) {
        const at = seam * SAMPLES_A_FRAME + i;
        if (at < sequence.audio.length)
          sequence.audio[at] = (sequence.audio[at] as number) + sign * step * Math.exp(-i / 160);
      }
      return [seam, seam + 1];
    },
    ['audio-clipping'],
  );
}

function add(
  rows: Float32Array | undefined,
  width: number,
  dim: number,
  first: number,
  end: number,
  amount: number,
): void {
  for (let frame = first; rows !== undefined && frame < end; frame++) {
    rows[frame * width + dim] = (rows[frame * width + dim] as number) + amount;
  }
}

/** Everything after a seam is moved: the tracker was started anew. */
function seamJump(group: 'exp' | 'pose', step: number): Damage {
  const unit = group === 'pose' ? ' rad of the head' : ' of an expression';
  return ofSignals(
    'motion-seam-jump',
    `${step}${unit}`,
    (sequence, random) => {
      const seam = pickSeam(sequence, random);
      const [width, dims] = group === 'pose' ? [6, 3] : [50, 50];
      const amount = random() < 0.5 ? -step : step;
      add(sequence.coef.get(group), width, pick(random, 0, dims), seam, sequence.n_frames, amount);
      return [seam, seam + 1];
    },
    step >= 1 && group === 'pose' ? ['pose-range'] : [],
  );
}

/** One frame in the middle of a clip is wrong. */
function glitch(group: 'exp' | 'pose', size: number): Damage {
  const unit = group === 'pose' ? ' rad of the head' : ' of an expression';
  return ofSignals('motion-jerk', `one frame off by ${size}${unit}`, (sequence, random) => {
    const frame = SEG_LEN * pickClip(sequence, random) + pick(random, 3, SEG_LEN - 3);
    const [width, dims] = group === 'pose' ? [6, 3] : [50, 50];
    add(sequence.coef.get(group), width, pick(random, 0, dims), frame, frame + 1, random() < 0.5 ? -size : size);
    return [frame, frame + 1];
  });
}

function frozen(frameCount: number): Damage {
  return ofSignals(
    'frozen-frames',
    `${frameCount} equal frames`,
    (sequence, random) => {
      const start = pick(random, 0, sequence.n_frames - frameCount);
      for (const { name, width } of GROUPS) {
        const rows = sequence.coef.get(name);
        for (let frame = start + 1; frame < start + frameCount; frame++) {
          rows?.copyWithin(frame * width, start * width, (start + 1) * width);
        }
      }
      return [start, start + frameCount];
    },
    // A face that was held for a second jumps to where it has got to.
    ['motion-jerk', 'motion-seam-jump'],
  );
}

function jawLag(lag: number): Damage {
  return ofSignals('sound-jaw-lag', `${lag > 0 ? '+' : ''}${lag} frames`, (sequence) => {
    for (const { name, width } of GROUPS.filter((group) => group.name !== 'shape')) {
      const rows = sequence.coef.get(name);
      if (rows === undefined) continue;
      const stored = rows.slice();
      for (let frame = 0; frame < sequence.n_frames; frame++) {
        const from = Math.min(Math.max(frame - lag, 0), sequence.n_frames - 1) * width;
        // The ends are filled with values that differ a little, since equal frames are another damage.
        for (let dim = 0; dim < width; dim++) {
          rows[frame * width + dim] = (stored[from + dim] as number) * (1 + (frame % 2) * 1e-4);
        }
      }
    }
    return [0, sequence.n_frames];
  });
}

function notFinite(value: number, values: number): Damage {
  return ofSignals('coef-not-finite', `${values} value${values === 1 ? '' : 's'} ${value}`, (sequence, random) => {
    const frame = SEG_LEN * pickClip(sequence, random) + pick(random, 0, SEG_LEN - values);
    const group = GROUPS[pick(random, 0, GROUPS.length)] ?? { name: 'exp', width: 50 };
    const dim = pick(random, 0, group.width);
    const rows = sequence.coef.get(group.name);
    for (let i = 0; rows !== undefined && i < values; i++) rows[(frame + i) * group.width + dim] = value;
    return [frame, frame + values];
  });
}

/** Every kind of damage in the strengths that are measured, from barely over the rule to plain. */
export const DAMAGES: readonly Damage[] = [
  ofRecord('clip-missing', 'one clip', () => null),
  ofRecord('clip-unreadable', 'record cut at half', ({ record }) => record.slice(0, record.length >> 1)),
  ofRecord('clip-unreadable', 'first 40 bytes changed', ({ record }) =>
    record.map((byte, i) => (i < 40 ? byte ^ 0x55 : byte)),
  ),
  ofRecord('audio-unreadable', 'text in place of audio', ({ coef }) =>
    pickleClip(new TextEncoder().encode('no audio here'), coef, GROUPS),
  ),
  ofRecord('audio-rate', '22,050 Hz', ({ audio, coef }) => pickleClip(wav(audio, 22050), coef, GROUPS)),
  ofRecord('audio-channels', '2 channels', ({ audio, coef }) => pickleClip(stereo(audio), coef, GROUPS)),
  ...[1, 640, 6400].map((count) =>
    ofRecord('audio-short', `${count} sample${count === 1 ? '' : 's'}`, ({ audio, coef }) =>
      pickleClip(wav(audio.subarray(0, audio.length - count)), coef, GROUPS),
    ),
  ),
  ...[640, 6400].map((count) =>
    ofRecord('audio-long', `${count} samples`, ({ audio, coef }) => {
      const longer = new Float32Array(audio.length + count);
      longer.set(audio);
      return pickleClip(wav(longer), coef, GROUPS);
    }),
  ),
  ...[1, 10].map((rows) =>
    ofRecord('coef-short', `${rows} row${rows === 1 ? '' : 's'}`, ({ audio, coef }) =>
      pickleClip(wav(audio), coef.set('exp', coef.get('exp')?.slice(0, -rows * 50) ?? new Float32Array(0)), GROUPS),
    ),
  ),
  ofRecord('coef-missing', 'pose', ({ audio, coef }) => {
    coef.delete('pose');
    return pickleClip(wav(audio), coef, GROUPS);
  }),
  notFinite(Number.NaN, 1),
  notFinite(Number.POSITIVE_INFINITY, 1),
  notFinite(Number.NaN, 10),
  ofSignals('audio-not-finite', '1 sample NaN', (sequence, random) => {
    const at = pick(random, 0, sequence.audio.length);
    sequence.audio[at] = Number.NaN;
    const frame = Math.floor(at / SAMPLES_A_FRAME);
    return [frame, frame + 1];
  }),
  silence(60, null),
  silence(60, -66),
  silence(150, null),
  clipping(3, 1),
  clipping(6, 1),
  clipping(12, 1),
  clipping(6, 0.5),
  dcOffset(0.012),
  dcOffset(0.03),
  dcOffset(0.1),
  hum(50, -60),
  hum(50, -50),
  hum(60, -50),
  hum(60, -40),
  lostSamples(40),
  lostSamples(400),
  steppedAudio(0.05),
  steppedAudio(0.2),
  steppedAudio(0.5),
  frozen(5),
  frozen(10),
  frozen(50),
  seamJump('pose', 0.1),
  seamJump('pose', 0.3),
  seamJump('exp', 1),
  seamJump('exp', 3),
  glitch('pose', 0.1),
  glitch('pose', 0.3),
  glitch('exp', 1),
  glitch('exp', 3),
  ofSignals(
    'pose-range',
    'head turned by 1.3 rad for 10 frames',
    (sequence, random) => {
      const start = pick(random, 0, sequence.n_frames - 10);
      add(sequence.coef.get('pose'), 6, 1, start, start + 10, 1.7);
      return [start, start + 10];
    },
    ['motion-jerk', 'motion-seam-jump'],
  ),
  ofSignals('pose-range', 'degrees in place of radians', (sequence) => {
    const rows = sequence.coef.get('pose');
    for (const [i, value] of rows?.entries() ?? []) if (rows !== undefined) rows[i] = (value * 180) / Math.PI;
    return [0, sequence.n_frames];
  }),
  ...[3, -3, 5, -8].map(jawLag),
  ofSignals(
    'clip-duplicate',
    'a clip in place of the next',
    (sequence, random) => {
      const clip = pick(random, 0, Math.floor(sequence.n_frames / SEG_LEN) - 1);
      sequence.audio.copyWithin(
        (clip + 1) * SEG_LEN * SAMPLES_A_FRAME,
        clip * SEG_LEN * SAMPLES_A_FRAME,
        (clip + 1) * SEG_LEN * SAMPLES_A_FRAME,
      );
      for (const { name, width } of GROUPS) {
        sequence.coef
          .get(name)
          ?.copyWithin((clip + 1) * SEG_LEN * width, clip * SEG_LEN * width, (clip + 1) * SEG_LEN * width);
      }
      return clipFrames(sequence, clip + 1);
    },
    ['motion-seam-jump', 'audio-seam-jump'],
  ),
];
