import { type ProfileFigureKey, profileFigure } from '../../core/profile/profile-figures.ts';
import type { Brush } from '../../state/overview/brush.ts';
import { formatSigned, MINUS, withMinus } from '../format/numbers.ts';

/** Headings of columns 50 px wide. */
const SHORT_LABELS: Readonly<Record<ProfileFigureKey, string>> = {
  seconds: 'Sec',
  loudness: 'dBFS',
  pitch: 'Pitch',
  jaw: 'Jaw',
  head: 'Head',
  syllables: 'Syll/s',
  pitch_range: 'Range',
  pitch_low: 'P 5 %',
  pitch_high: 'P 95 %',
  voiced: 'Voiced',
  jaw_range: 'Jaw rg',
  jaw_speed: 'Jaw sp',
  head_speed: 'Head sp',
  expression: 'Exp',
  expression_speed: 'Exp sp',
  lag: 'Lag',
  lag_r: 'Lag r',
};

/** What a figure means, for whoever points at it. */
export const FIGURE_MEANINGS: Readonly<Record<ProfileFigureKey, string>> = {
  seconds: 'Length of the sequence',
  loudness: 'Root mean square of all samples, dB of full scale',
  pitch: 'Median pitch of the voiced frames, by autocorrelation',
  jaw: 'Mean rotation of the jaw about x over all frames: how far the mouth is open',
  head: '95th percentile of the angle between a frame’s head rotation and the mean one',
  syllables: 'Peaks of the sound’s envelope a voiced second: a proxy of the speaking rate',
  pitch_range: 'From the 5th to the 95th percentile of the pitch',
  pitch_low: '5th percentile of the pitch of the voiced frames',
  pitch_high: '95th percentile of the pitch of the voiced frames',
  voiced: 'Share of frames with a pitch',
  jaw_range: 'From the 5th to the 95th percentile of the jaw’s rotation about x',
  jaw_speed: 'Mean speed of the jaw’s rotation about x',
  head_speed: 'Mean speed of the head’s rotation',
  expression: 'Root mean square of the expression less its mean',
  expression_speed: 'Root mean square of the change of the expression',
  lag: 'Frames by which the jaw trails the sound, by cross-correlation',
  lag_r: 'Correlation of sound and jaw at that lag',
};

export function shortLabel(key: ProfileFigureKey): string {
  return SHORT_LABELS[key];
}

/** A value at the digits that its figure is worth; a dash where it cannot be told. */
export function formatValue(key: ProfileFigureKey, value: number, moreDecimals = 0): string {
  if (!Number.isFinite(value)) return '—';
  const decimals = profileFigure(key).decimals + moreDecimals;
  return isSigned(key) ? formatSigned(value, decimals) : withMinus(value.toFixed(decimals));
}

/** Whether a figure's sign is what matters of it. */
export function isSigned(key: ProfileFigureKey): boolean {
  return key === 'lag';
}

/** `jaw opening, rad` */
export function axisLabel(key: ProfileFigureKey): string {
  const { label, unit } = profileFigure(key);
  const words = label.charAt(0).toLowerCase() + label.slice(1);
  return unit === '' ? words : `${words}, ${unit}`;
}

/** Both ends of a brush, all digits that it has: `[0.024, 0.118]`. */
export function formatInterval({ key, low, high }: Brush): string {
  const end = (value: number) => {
    const text = String(value).replace('-', MINUS);
    return isSigned(key) && value > 0 ? `+${text}` : text;
  };
  return `[${end(low)}, ${end(high)}]`;
}
