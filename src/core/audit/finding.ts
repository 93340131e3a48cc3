import type { FindingCode, Severity } from './finding-codes.ts';

export type { FindingCode, Severity } from './finding-codes.ts';

/** One thing that is wrong or worth knowing. Plain data that passes a structured clone. */
export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  /** The sequence; null where the finding is about the store, a split list or the statistics. */
  readonly entry: string | null;
  /** The clip; null where it is about the whole sequence or several clips. */
  readonly clip: number | null;
  /** Half-open, counted from the sequence's first frame; null where no frames are concerned. */
  readonly frames: readonly [number, number] | null;
  /** One short line for a row of a table. */
  readonly message: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly where: string;
  /** One sentence: what it does to training, or what repairs it. */
  readonly consequence: string;
  /** The measurements, by name with unit, e.g. `lagFrames`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Tells it from others of its code at the same place, where there can be any: a group of coefficients, a property of the pose, another sequence. */
  readonly part?: string;
  /** What a duplicate is a duplicate of. */
  readonly original?: { readonly entry: string; readonly clip: number };
}

/** What an audit has gone through; what could not be read does not count. */
export interface CheckedCounts {
  readonly sequences: number;
  readonly clips: number;
  readonly frames: number;
}
