import type { AuditRules } from '../audit-rules.ts';
import { quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { LagFact, SequenceAudit } from '../sequence-audit.ts';

/** Sequences whose lag was told. */
interface Told {
  readonly audit: SequenceAudit;
  readonly lag: LagFact;
}

/** Fewer sequences have no middle to be far from. */
const LEAST_SEQUENCES = 5;

/**
 * Sequences that differ from the others: a jaw that follows no sound where elsewhere it does (sound and face may be of different recordings), and a
 * lag far from the usual one where a dataset has a lag throughout. What `findLag` reports already is left out.
 */
export function findLagOutliers(audits: readonly SequenceAudit[], rules: AuditRules): Finding[] {
  const told = audits.flatMap((audit): Told[] =>
    audit.lag !== null && audit.lag.voicedFrames >= rules.lagVoicedFrames ? [{ audit, lag: audit.lag }] : [],
  );
  if (told.length < LEAST_SEQUENCES) return [];
  const medianR = medianOf(told.map(({ lag }) => lag.r));
  const following = told.filter(({ lag }) => lag.r >= rules.lagCorrelation);
  const medianLag =
    following.length < LEAST_SEQUENCES ? 0 : Math.round(medianOf(following.map(({ lag }) => lag.lagFrames)));
  return [
    ...told.flatMap((each) =>
      medianR >= rules.mismatchMedian && each.lag.r < rules.mismatchCorrelation
        ? [describeMismatch(each, medianR, told.length, rules)]
        : [],
    ),
    ...following.flatMap(({ audit, lag }) => {
      const isReported = Math.abs(lag.lagFrames) >= rules.lagFrames;
      if (isReported || Math.abs(lag.lagFrames - medianLag) < rules.lagFrames) return [];
      return [describeOutlier({ audit, lag }, medianLag, following.length, rules)];
    }),
  ];
}

function describeOutlier({ audit, lag }: Told, medianLag: number, count: number, rules: AuditRules): Finding {
  const n_frames = audit.n_frames ?? 0;
  const difference = medianLag - lag.lagFrames;
  const lagText = signedFrames(lag.lagFrames);
  return makeFinding('sound-jaw-lag', {
    entry: audit.entry,
    clip: null,
    frames: [0, n_frames],
    message: `Lag of the jaw ${lagText}, ${signedFrames(medianLag)} elsewhere, r ${lag.r.toFixed(2)}`,
    what: 'The mouth is not as late as in the other sequences',
    expected: `Best correlation within ±${rules.lagFrames - 1} frames of ${medianLag}, the median of ${quantity(count, 'sequence')}`,
    found: `Best at ${lagText}, r ${lag.r.toFixed(2)}, over ${quantity(lag.voicedFrames, 'voiced frame')}`,
    where: `Whole sequence, ${quantity(n_frames, 'frame')} in ${quantity(audit.clipDigests.length, 'clip')}`,
    consequence: `The model is taught two lags; moving the coefficients by ${signedFrames(difference)} makes this one like the others.`,
    numbers: {
      lagFrames: lag.lagFrames,
      r: lag.r,
      voicedFrames: lag.voicedFrames,
      milliseconds: lag.milliseconds,
      medianLagFrames: medianLag,
    },
  });
}

/** "+5 frames", "−1 frame"; positive is late. */
function signedFrames(frames: number): string {
  const sign = frames > 0 ? '+' : frames < 0 ? '−' : '';
  return `${sign}${quantity(Math.abs(frames), 'frame')}`;
}

function describeMismatch({ audit, lag }: Told, medianR: number, count: number, rules: AuditRules): Finding {
  const n_frames = audit.n_frames ?? 0;
  return makeFinding('sound-jaw-mismatch', {
    entry: audit.entry,
    clip: null,
    frames: [0, n_frames],
    message: `Jaw does not follow the sound: r ${lag.r.toFixed(2)} at best, ${medianR.toFixed(2)} elsewhere`,
    what: 'The mouth does not move with the sound',
    expected: `a best correlation of ${rules.mismatchCorrelation} or more, as the median of ${quantity(count, 'sequence')} has ${medianR.toFixed(2)}`,
    found: `r ${lag.r.toFixed(2)} at ${quantity(lag.lagFrames, 'frame')}, the best within ±12`,
    where: `Whole sequence, ${quantity(n_frames, 'frame')}`,
    consequence: 'Sound and face may be of different recordings, or somebody else speaks: neither can be learnt from.',
    numbers: { r: lag.r, lagFrames: lag.lagFrames, medianR, voicedFrames: lag.voicedFrames },
  });
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
