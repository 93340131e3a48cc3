import type { SequenceProfile } from './sequence-profile.ts';

/** A figure of a sequence that can be plotted, listed and filtered by. */
export interface ProfileFigure {
  /** Stable name for links, JSON and CSV. */
  readonly key: string;
  /** e.g. `Jaw opening`. */
  readonly label: string;
  /** e.g. `rad`; empty for a figure without one. */
  readonly unit: string;
  /** Digits after the point that the figure is worth. */
  readonly decimals: number;
  /** Scale on which sequences spread evenly. */
  readonly scale: 'linear' | 'log';
  /** NaN where it cannot be told. */
  read(profile: SequenceProfile): number;
}

/** All figures, in the order in which they are offered. */
export const PROFILE_FIGURES = [
  { key: 'seconds', label: 'Duration', unit: 's', decimals: 1, scale: 'log', read: (p) => p.seconds },
  { key: 'loudness', label: 'Loudness', unit: 'dBFS', decimals: 1, scale: 'linear', read: (p) => p.loudnessDbfs },
  { key: 'pitch', label: 'Pitch', unit: 'Hz', decimals: 0, scale: 'linear', read: (p) => p.pitchMedianHz },
  { key: 'jaw', label: 'Jaw opening', unit: 'rad', decimals: 3, scale: 'linear', read: (p) => p.jawMeanRad },
  { key: 'head', label: 'Head range', unit: 'deg', decimals: 1, scale: 'linear', read: (p) => p.headRangeDeg },
  {
    key: 'syllables',
    label: 'Syllables',
    unit: 'per s',
    decimals: 2,
    scale: 'linear',
    read: (p) => p.syllablesPerSecond,
  },
  {
    key: 'pitch_range',
    label: 'Pitch range',
    unit: 'semitones',
    decimals: 1,
    scale: 'linear',
    read: (p) => 12 * Math.log2(p.pitchHighHz / p.pitchLowHz),
  },
  { key: 'pitch_low', label: 'Pitch, 5 %', unit: 'Hz', decimals: 0, scale: 'linear', read: (p) => p.pitchLowHz },
  { key: 'pitch_high', label: 'Pitch, 95 %', unit: 'Hz', decimals: 0, scale: 'linear', read: (p) => p.pitchHighHz },
  {
    key: 'voiced',
    label: 'Voiced',
    unit: '%',
    decimals: 0,
    scale: 'linear',
    read: (p) => (100 * p.voicedFrames) / p.audioFrames,
  },
  { key: 'jaw_range', label: 'Jaw range', unit: 'rad', decimals: 3, scale: 'linear', read: (p) => p.jawRangeRad },
  { key: 'jaw_speed', label: 'Jaw speed', unit: 'rad/s', decimals: 3, scale: 'linear', read: (p) => p.motion.jawSpeed },
  {
    key: 'head_speed',
    label: 'Head speed',
    unit: 'deg/s',
    decimals: 1,
    scale: 'linear',
    read: (p) => p.motion.headSpeed,
  },
  { key: 'expression', label: 'Expression', unit: '', decimals: 3, scale: 'linear', read: (p) => p.expressionEnergy },
  {
    key: 'expression_speed',
    label: 'Expression speed',
    unit: '1/s',
    decimals: 2,
    scale: 'linear',
    read: (p) => p.motion.expressionSpeed,
  },
  { key: 'lag', label: 'Sound-jaw lag', unit: 'frames', decimals: 1, scale: 'linear', read: (p) => p.lagFrames },
  { key: 'lag_r', label: 'Sound-jaw correlation', unit: 'r', decimals: 2, scale: 'linear', read: (p) => p.lagR },
] as const satisfies readonly ProfileFigure[];

export type ProfileFigureKey = (typeof PROFILE_FIGURES)[number]['key'];

/** The six whose distributions are shown side by side. */
export const DISTRIBUTION_KEYS: readonly ProfileFigureKey[] = [
  'seconds',
  'loudness',
  'pitch',
  'jaw',
  'head',
  'syllables',
];

/** The figure of that key. */
export function profileFigure(key: ProfileFigureKey): ProfileFigure {
  const figure = PROFILE_FIGURES.find((each) => each.key === key);
  if (figure === undefined) throw new Error(`no figure ${key}`);
  return figure;
}
