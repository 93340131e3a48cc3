/** Every threshold of the audit. Frames are the dataset's; levels are of full scale = 1. */
export interface AuditRules {
  /** Frames by which the jaw is late or early. */
  readonly lagFrames: number;
  /** Pearson's correlation at the best lag. */
  readonly lagCorrelation: number;
  /** Frames with speech, below which a lag is not told. */
  readonly lagVoicedFrames: number;
  /** Correlation at the best lag below which the jaw does not follow the sound. */
  readonly mismatchCorrelation: number;
  /** Median over the sequences from which on such a sequence stands out. */
  readonly mismatchMedian: number;
  /** Step between two clips, as a multiple of the p99.9 of the steps within clips of the same sequence and dimension. */
  readonly seamRatio: number;
  /** Third difference, as a multiple of the p95 of the same sequence and dimension; blinks reach 9. */
  readonly jerkRatio: number;
  /** Steps of rotations smaller than this are never reported, so that a still head gives no alarms. Radians a frame. */
  readonly leastStepRadians: number;
  /** The same for coefficients without a unit. */
  readonly leastStepCoefficient: number;
  /** Angle of the head's rotation from the front, radians. */
  readonly headRadians: number;
  /** Opening of the jaw, radians. */
  readonly jawOpenMost: number;
  /** Opening of the jaw, radians; a jaw does not close much further than its rest. */
  readonly jawOpenLeast: number;
  /** Turn of the jaw about the other axes, radians. */
  readonly jawTurnRadians: number;
  /** Equal consecutive rows. */
  readonly frozenFrames: number;
  /** Bend of the wave at a seam, as a multiple of the largest bend within 40 ms. */
  readonly audioSeamRatio: number;
  /** Step between the last sample of a clip and the first of the next. */
  readonly audioSeamLeastStep: number;
  /** Samples of a clip in runs at its peak. */
  readonly clippingSamples: number;
  /** Consecutive samples at the peak that make a run. */
  readonly clippingRun: number;
  /** Peak below which flat tops are not looked for. */
  readonly clippingLeastPeak: number;
  /** Level below which a frame is silent, dBFS. */
  readonly silenceDb: number;
  /** Consecutive silent frames. */
  readonly silenceFrames: number;
  /** Mean of a clip's samples. */
  readonly dcOffset: number;
  /** Power of a mains line over that of its neighbourhood, dB. */
  readonly humProminenceDb: number;
  /** Level of the mains lines together, dBFS. */
  readonly humLevelDb: number;
  /** Windows of 1 s that have to be there to tell. */
  readonly humWindows: number;
  /** Audio past the clip's last frame, in frames. */
  readonly audioExcessFrames: number;
  /** Coefficient rows past the clip's last frame. */
  readonly coefExcessFrames: number;
  /** Frames that one crop needs. */
  readonly cropFrames: number;
  /** Standard deviation in the statistics file. */
  readonly nearZeroStd: number;
}

/** How a screen shows a threshold: "Lag >= 3 frames". */
export interface RuleInfo {
  readonly label: string;
  readonly comparison: '≥' | '≤' | '<' | '>';
  /** Empty where the number has none. */
  readonly unit: string;
  readonly value: number;
}

function rule(label: string, comparison: RuleInfo['comparison'], value: number, unit = ''): RuleInfo {
  return { label, comparison, unit, value };
}

/** Label, comparison, unit and default of every rule; a finding is made where the comparison holds. */
export const AUDIT_RULE_INFO: { readonly [K in keyof AuditRules]: RuleInfo } = {
  lagFrames: rule('Lag', '≥', 3, 'frames'),
  lagCorrelation: rule('Correlation', '≥', 0.5),
  lagVoicedFrames: rule('Voiced frames', '≥', 200),
  mismatchCorrelation: rule('Correlation', '<', 0.2),
  mismatchMedian: rule('Median of all', '≥', 0.4),
  seamRatio: rule('Step at seam', '≥', 6, '× p99.9'),
  jerkRatio: rule('Jerk', '≥', 12, '× p95'),
  leastStepRadians: rule('Step of a rotation', '≥', 0.05, 'rad'),
  leastStepCoefficient: rule('Step of a coefficient', '≥', 0.5),
  headRadians: rule('Head rotation', '≥', 1.2, 'rad'),
  jawOpenMost: rule('Jaw opening', '≥', 0.8, 'rad'),
  jawOpenLeast: rule('Jaw opening', '≤', -0.15, 'rad'),
  jawTurnRadians: rule('Jaw turn', '≥', 0.35, 'rad'),
  frozenFrames: rule('Equal frames', '≥', 5, 'frames'),
  audioSeamRatio: rule('Bend at seam', '≥', 2, '× near'),
  audioSeamLeastStep: rule('Step at seam', '≥', 0.02, 'FS'),
  clippingSamples: rule('Clipped samples', '≥', 10, 'a clip'),
  clippingRun: rule('Run', '≥', 3, 'samples'),
  clippingLeastPeak: rule('Peak', '≥', 0.1, 'FS'),
  silenceDb: rule('Level', '<', -60, 'dBFS'),
  silenceFrames: rule('Silent frames', '≥', 50, 'frames'),
  dcOffset: rule('Mean of a clip', '≥', 0.01, 'FS'),
  humProminenceDb: rule('Line over its floor', '≥', 15, 'dB'),
  humLevelDb: rule('Level of the lines', '≥', -65, 'dBFS'),
  humWindows: rule('Windows of 1 s', '≥', 6),
  audioExcessFrames: rule('Audio past the end', '≥', 1, 'frames'),
  coefExcessFrames: rule('Rows past the end', '≥', 1, 'frames'),
  cropFrames: rule('Frames', '<', 200, 'frames'),
  nearZeroStd: rule('Std', '<', 1e-6),
};

/** The defaults of {@link AUDIT_RULE_INFO}. */
export const DEFAULT_AUDIT_RULES: AuditRules = Object.fromEntries(
  Object.entries(AUDIT_RULE_INFO).map(([name, { value }]) => [name, value]),
) as unknown as AuditRules;
