/** Waveform of an excerpt, decimated so that no peak is lost. */
export interface WaveExcerpt {
  /** Frames of the sequence that it covers, half-open. */
  readonly frames: readonly [number, number];
  /** Parts that a frame is cut into. */
  readonly binsPerFrame: number;
  /** Minimum and maximum of each part, interleaved, shape (frames * binsPerFrame, 2); NaN where the audio cannot be read. */
  readonly minMax: Float32Array;
}

/** One coefficient over the frames of an excerpt. */
export interface Curve {
  /** e.g. "head y", "exp 3". */
  readonly label: string;
  /** "rad" or empty. */
  readonly unit: string;
  /** A value a frame; NaN where it is not finite or cannot be read. */
  readonly values: Float32Array;
}

/** The picture of a finding, measured when it is asked for. Plain data that passes a structured clone. */
export type Evidence =
  | LagEvidence
  | SeamEvidence
  | SoundEvidence
  | MotionEvidence
  | SpectrumEvidence
  | DuplicateEvidence
  /** Its four lines say it all. */
  | { readonly kind: 'none' };

export interface LagEvidence {
  readonly kind: 'lag';
  /** Frames of the excerpt around an onset of speech, half-open. */
  readonly frames: readonly [number, number];
  readonly wave: WaveExcerpt;
  /** Opening of the jaw over the excerpt. */
  readonly jaw: Curve;
  /** The same, moved by `-lagFrames`: where it would be if it kept time. */
  readonly jawMoved: Float32Array;
  readonly lagFrames: number;
  readonly r: number;
  /** Frame where the sound begins. */
  readonly soundOnset: number;
  /** Frame where the jaw begins, as the best lag says: `soundOnset + lagFrames`. */
  readonly jawOnset: number;
  /** Correlation from `-maxLagFrames` to `+maxLagFrames`; NaN where it cannot be told. */
  readonly byLag: Float64Array;
  readonly maxLagFrames: number;
  /** Lags that are no finding, both inclusive. */
  readonly expectedLags: readonly [number, number];
  /** Lag of each clip by itself; null where it cannot be told. */
  readonly byClip: readonly { readonly clip: number; readonly lagFrames: number | null; readonly r: number | null }[];
}

export interface SeamEvidence {
  readonly kind: 'seam';
  readonly frames: readonly [number, number];
  /** First frame of the clip after the seam. */
  readonly seamFrame: number;
  /** The two clips and which of their frames the excerpt shows. */
  readonly clips: readonly { readonly clip: number; readonly frames: readonly [number, number] }[];
  readonly wave: WaveExcerpt;
  /** The coefficient that jumps farthest for its own steps. */
  readonly curve: Curve;
  /** Value after the seam less the one before. */
  readonly step: number;
  /** Of the steps within clips, absolute. */
  readonly p999: number;
  /** Absolute steps within clips by size: `edges` has one value more than `counts`, equal in their logarithm. Steps of 0 are in `zeroSteps`. */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array; readonly zeroSteps: number };
  /** Step over p99.9 of this coefficient at every seam of the sequence, by the clip after it; NaN where it cannot be read. */
  readonly seams: readonly { readonly clip: number; readonly ratio: number }[];
  /** The rule's ratio. */
  readonly ruleRatio: number;
}

/** Samples around what was found: clipping, silence, DC offset, a click. */
export interface SoundEvidence {
  readonly kind: 'sound';
  readonly wave: WaveExcerpt;
  /** Frames that are marked, half-open. */
  readonly marked: readonly [number, number];
  /** Level of each frame of the excerpt, dBFS; -200 for digital silence, NaN where it cannot be read. */
  readonly levelDb: Float32Array;
  /** Samples close up around the worst place. */
  readonly closeUp: { readonly startSample: number; readonly samples: Float32Array; readonly rate: number };
  /** A level that the rule draws, e.g. the mean of a DC offset; null where there is none. */
  readonly line: number | null;
}

/** Coefficients around what was found: NaN, frozen frames, jerk, range. */
export interface MotionEvidence {
  readonly kind: 'motion';
  readonly frames: readonly [number, number];
  readonly marked: readonly [number, number];
  readonly curves: readonly Curve[];
  /** Value that the rule allows at most, in the curves' unit; null where there is none. */
  readonly limit: number | null;
}

/** Mains lines over the spectrum of what is always there. */
export interface SpectrumEvidence {
  readonly kind: 'spectrum';
  /** Hz, rising. */
  readonly frequencies: Float64Array;
  /** Level of the quiet quarter of the windows at each frequency, dBFS. */
  readonly levelsDb: Float64Array;
  readonly lines: readonly { readonly hz: number; readonly levelDb: number; readonly floorDb: number }[];
}

export interface DuplicateEvidence {
  readonly kind: 'duplicate';
  readonly sides: readonly { readonly entry: string; readonly wave: WaveExcerpt }[];
}
