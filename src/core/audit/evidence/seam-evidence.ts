import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import type { AuditRules } from '../audit-rules.ts';
import type { SeamEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { STEP_SHARE } from '../motion-steps.ts';
import { motionDimensions, type Stretch } from '../stretch.ts';
import { LargestValues, valuesNeeded } from '../tail-percentile.ts';
import { framesAround, readExcerpt, waveOf } from './read-excerpt.ts';
import { readStretches } from './read-stretches.ts';

const FRAMES_BESIDE = 30;
const HISTOGRAM_BINS = 48;
/** Steps this much smaller than the largest share the lowest bin. */
const HISTOGRAM_DECADES = 4;

/** Both sides of a seam, and its step among all steps of the dimension. */
export function measureSeamEvidence(
  dataset: Dataset,
  { entry, frames, numbers }: Finding,
  rules: AuditRules,
  config: SampleConfig,
): SeamEvidence | null {
  const dims = motionDimensions(dataset.groups);
  const column = numbers.dim ?? 0;
  const dimension = dims[column];
  if (entry === null || frames === null || dimension === undefined) return null;
  const seamFrame = frames[0];
  const stretches = readStretches(dataset, entry, config);
  const excerpt = readExcerpt(dataset, entry, framesAround([seamFrame, seamFrame], FRAMES_BESIDE), config);
  if (stretches === null || excerpt === null) return null;
  const steps = gatherSteps(stretches, dims.length, column, dataset.seg_len);
  const within = new LargestValues(valuesNeeded(steps.within.length, STEP_SHARE));
  for (const step of steps.within) within.add(step);
  const p999 = within.percentile(STEP_SHARE);
  const step = steps.seams.find(({ frame }) => frame === seamFrame)?.step ?? Number.NaN;
  const clip = Math.floor(seamFrame / dataset.seg_len);
  const width = dataset.groups.find(({ name }) => name === dimension.group)?.width ?? 1;
  const rows = excerpt.coef.get(dimension.group);
  return {
    kind: 'seam',
    frames: excerpt.frames,
    seamFrame,
    clips: [
      { clip: clip - 1, frames: [excerpt.frames[0] - (clip - 1) * dataset.seg_len, dataset.seg_len] },
      { clip, frames: [0, excerpt.frames[1] - seamFrame] },
    ],
    wave: waveOf(excerpt, config.audio_unit),
    curve: {
      label: dimension.label,
      unit: dimension.unit,
      values: Float32Array.from(
        { length: excerpt.frames[1] - excerpt.frames[0] },
        (_, frame) => rows?.[frame * width + dimension.dim] ?? Number.NaN,
      ),
    },
    step,
    p999,
    histogram: histogramOf(steps.within, Math.abs(step)),
    seams: steps.seams.map((seam) => ({
      clip: Math.floor(seam.frame / dataset.seg_len),
      ratio: Math.abs(seam.step) / p999,
    })),
    ruleRatio: rules.seamRatio,
  };
}

function gatherSteps(stretches: readonly Stretch[], width: number, column: number, segLen: number) {
  const within: number[] = [];
  const seams: { readonly frame: number; readonly step: number }[] = [];
  for (const { motion, rms, startFrame } of stretches) {
    for (let frame = 1; frame < rms.length; frame++) {
      const step = (motion[frame * width + column] as number) - (motion[(frame - 1) * width + column] as number);
      if (frame % segLen === 0) seams.push({ frame: startFrame + frame, step });
      else if (Number.isFinite(step)) within.push(Math.abs(step));
    }
  }
  return { within, seams };
}

/** Counts of steps by their logarithm, up to the largest of them or of the seam's. */
function histogramOf(steps: readonly number[], seamStep: number): SeamEvidence['histogram'] {
  const largest = steps.reduce((a, b) => Math.max(a, b), Number.isFinite(seamStep) ? seamStep : 0);
  const top = Math.log10(largest > 0 ? largest : 1);
  const edges = Float64Array.from(
    { length: HISTOGRAM_BINS + 1 },
    (_, bin) => 10 ** (top - HISTOGRAM_DECADES + (bin * HISTOGRAM_DECADES) / HISTOGRAM_BINS),
  );
  const counts = new Float64Array(HISTOGRAM_BINS);
  let zeroSteps = 0;
  for (const step of steps) {
    if (step === 0) {
      zeroSteps += 1;
      continue;
    }
    const place = ((Math.log10(step) - top + HISTOGRAM_DECADES) / HISTOGRAM_DECADES) * HISTOGRAM_BINS;
    const bin = Math.min(Math.max(Math.floor(place), 0), HISTOGRAM_BINS - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { edges, counts, zeroSteps };
}
