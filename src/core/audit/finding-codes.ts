import type { AuditRules } from './audit-rules.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** What a finding is about, for filters. */
export type FindingSubject = 'sound' | 'coefficients' | 'sound and coefficients' | 'store' | 'lists' | 'statistics';

export interface CodeInfo {
  /** For headings and rows, e.g. "Sound-jaw lag". */
  readonly title: string;
  readonly severity: Severity;
  readonly subject: FindingSubject;
  /** The thresholds on which findings of this code rest. */
  readonly rules: readonly (keyof AuditRules)[];
}

function code(
  severity: Severity,
  subject: FindingSubject,
  title: string,
  rules: readonly (keyof AuditRules)[] = [],
): CodeInfo {
  return { title, severity, subject, rules };
}

/** Every code in the order in which a list shows them: by severity, then from the store to the signals. */
export const FINDING_CODES = {
  'store-damaged': code('error', 'store', 'Damaged store'),
  'sequence-missing': code('error', 'store', 'Missing sequence'),
  'sequence-unreadable': code('error', 'store', 'Unreadable sequence'),
  'clip-missing': code('error', 'store', 'Missing clip'),
  'clip-unreadable': code('error', 'store', 'Unreadable clip'),
  'audio-unreadable': code('error', 'sound', 'Unreadable audio'),
  'audio-rate': code('error', 'sound', 'Sample rate'),
  'audio-channels': code('error', 'sound', 'Channels'),
  'audio-short': code('error', 'sound', 'Audio short'),
  'audio-not-finite': code('error', 'sound', 'NaN in audio'),
  'coef-missing': code('error', 'coefficients', 'Missing coefficient'),
  'coef-width': code('error', 'coefficients', 'Coefficient width'),
  'coef-short': code('error', 'coefficients', 'Coefficients short'),
  'coef-not-finite': code('error', 'coefficients', 'NaN'),
  'split-unreadable': code('error', 'lists', 'Unreadable split list'),
  'stats-unusable': code('error', 'statistics', 'Statistics unusable'),
  'sound-jaw-lag': code('warning', 'sound and coefficients', 'Sound-jaw lag', [
    'lagFrames',
    'lagCorrelation',
    'lagVoicedFrames',
  ]),
  'sound-jaw-mismatch': code('warning', 'sound and coefficients', 'Jaw without sound', [
    'mismatchCorrelation',
    'mismatchMedian',
    'lagVoicedFrames',
  ]),
  'motion-seam-jump': code('warning', 'coefficients', 'Jump at seam', [
    'seamRatio',
    'leastStepRadians',
    'leastStepCoefficient',
  ]),
  'motion-jerk': code('warning', 'coefficients', 'Jerk', ['jerkRatio', 'leastStepRadians', 'leastStepCoefficient']),
  'pose-range': code('warning', 'coefficients', 'Pose out of range', [
    'headRadians',
    'jawOpenMost',
    'jawOpenLeast',
    'jawTurnRadians',
  ]),
  'frozen-frames': code('warning', 'coefficients', 'Frozen frames', ['frozenFrames']),
  'audio-seam-jump': code('warning', 'sound', 'Click at seam', ['audioSeamRatio', 'audioSeamLeastStep']),
  'audio-clipping': code('warning', 'sound', 'Clipping', ['clippingSamples', 'clippingRun', 'clippingLeastPeak']),
  'audio-silence': code('warning', 'sound', 'Silence', ['silenceDb', 'silenceFrames']),
  'audio-dc-offset': code('warning', 'sound', 'DC offset', ['dcOffset']),
  'audio-hum': code('warning', 'sound', 'Hum', ['humProminenceDb', 'humLevelDb', 'humWindows']),
  'duplicate-audio': code('warning', 'sound', 'Duplicate audio'),
  'clip-duplicate': code('warning', 'store', 'Duplicate clip'),
  'clip-extra': code('warning', 'store', 'Extra clip'),
  'audio-long': code('warning', 'sound', 'Audio long', ['audioExcessFrames']),
  'coef-long': code('warning', 'coefficients', 'Coefficients long', ['coefExcessFrames']),
  'split-leak': code('warning', 'lists', 'Person in two splits'),
  'split-duplicate': code('warning', 'lists', 'Listed twice'),
  'stats-missing': code('warning', 'statistics', 'No statistics'),
  'sequence-short': code('note', 'store', 'Too short', ['cropFrames']),
  'sequence-unlisted': code('note', 'lists', 'Not in a split'),
  'std-near-zero': code('note', 'statistics', 'Std near 0', ['nearZeroStd']),
  'stats-incomplete': code('note', 'statistics', 'Statistics incomplete'),
} as const satisfies Readonly<Record<string, CodeInfo>>;

export type FindingCode = keyof typeof FINDING_CODES;

/** What is known of a code. */
export function describeCode(findingCode: FindingCode): CodeInfo {
  return FINDING_CODES[findingCode];
}
