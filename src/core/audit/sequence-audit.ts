import type { CheckedCounts, Finding } from './finding.ts';

/** Numbers of one clip that other clips and sequences are compared with. */
export interface ClipDigest {
  readonly clip: number;
  /** Of the decoded samples, 16 hex digits; null where they could not be decoded or are silent. */
  readonly audio: string | null;
  /** Of the coefficients' float32 values; null where one group could not be read. */
  readonly coef: string | null;
}

/** How late the jaw of a sequence is. */
export interface LagFact {
  readonly lagFrames: number;
  readonly milliseconds: number;
  readonly r: number;
  readonly voicedFrames: number;
}

/** Everything about one sequence, found in one pass. Plain data: it passes a structured clone and JSON. */
export interface SequenceAudit {
  readonly entry: string;
  /** Null where the metadata cannot be read. */
  readonly n_frames: number | null;
  readonly findings: readonly Finding[];
  readonly checked: CheckedCounts;
  /** Coefficients that the dataset's groups lack, with the number of clips that have them. */
  readonly unknownCoefficients: readonly { readonly group: string; readonly clips: number }[];
  readonly clipDigests: readonly ClipDigest[];
  /** Of all clips' samples in order; null where a clip is missing, undecodable or all are silent. */
  readonly audioDigest: string | null;
  /** Null where it cannot be told. */
  readonly lag: LagFact | null;
  /** Seams between clips that both sides of could be read. */
  readonly seamsChecked: number;
}
