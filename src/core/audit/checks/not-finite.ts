import type { CoefficientGroup } from '../../dataset/clip-record.ts';
import { clipKey } from '../../dataset/keys.ts';
import { nameDimension } from '../../statistics/dimension-name.ts';
import { countText, quantity, runsText } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { AuditClip } from '../read-clip.ts';

const SPREADS = 'One NaN makes the loss of its whole batch NaN.';

/** NaN and infinities among a clip's coefficients, a finding a group. */
export function findNonFiniteCoefficients(
  entry: string,
  clip: AuditClip,
  groups: readonly CoefficientGroup[],
): Finding[] {
  return groups.flatMap((group) => {
    const rows = clip.coef.get(group.name);
    return rows === undefined || isAllFinite(rows) ? [] : [describeGroup(entry, clip, group, rows)];
  });
}

/** NaN and infinities among a clip's samples. `count` as `measureClipAudio` has it. */
export function findNonFiniteAudio(
  entry: string,
  { clip, startFrame }: AuditClip,
  samples: Float32Array,
  audioUnit: number,
  count: number,
): Finding[] {
  if (count === 0) return [];
  const first = samples.findIndex((value) => !Number.isFinite(value));
  const last = samples.findLastIndex((value) => !Number.isFinite(value));
  const frames = [Math.floor(first / audioUnit), Math.floor(last / audioUnit) + 1] as const;
  return [
    makeFinding('audio-not-finite', {
      entry,
      clip,
      frames: [startFrame + frames[0], startFrame + frames[1]],
      message: `${quantity(count, 'sample')} NaN or infinite`,
      what: 'The audio has values that are no numbers',
      expected: 'finite samples',
      found: `${quantity(count, 'sample')} NaN or infinite, the first at sample ${countText(first)}`,
      where: `clip ${clipKey(entry, clip)}, frames ${frames[0]} to ${frames[1] - 1}`,
      consequence: SPREADS,
      numbers: { samples: count, firstSample: first },
    }),
  ];
}

/** A sum is NaN or infinite where a value is; finite float32 values cannot reach past float64. */
function isAllFinite(rows: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += rows[i] as number;
  return Number.isFinite(sum);
}

function describeGroup(entry: string, clip: AuditClip, group: CoefficientGroup, rows: Float32Array): Finding {
  const frames = new Set<number>();
  const dims = new Set<number>();
  let nans = 0;
  let infinities = 0;
  for (const [index, value] of rows.entries()) {
    if (Number.isFinite(value)) continue;
    frames.add(Math.floor(index / group.width));
    dims.add(index % group.width);
    if (Number.isNaN(value)) nans += 1;
    else infinities += 1;
  }
  const frameList = [...frames];
  const dimList = [...dims].sort((a, b) => a - b);
  const first = frameList[0] ?? 0;
  const end = (frameList.at(-1) ?? 0) + 1;
  const kind = infinities === 0 ? 'NaN' : nans === 0 ? 'infinite' : 'NaN or infinite';
  const names = nameDims(group, dimList);
  return makeFinding('coef-not-finite', {
    entry,
    clip: clip.clip,
    frames: [clip.startFrame + first, clip.startFrame + end],
    message: `${quantity(frameList.length, 'frame')}, ${names} ${dimList.length === 1 ? 'is' : 'are'} ${kind}`,
    what: 'Coefficients are no numbers',
    expected: 'finite values',
    found: `${quantity(nans + infinities, 'value')} ${kind} in ${names}`,
    where: `clip ${clipKey(entry, clip.clip)}, ${frameList.length === 1 ? 'frame' : 'frames'} ${runsText(frameList)}`,
    consequence: SPREADS,
    part: group.name,
    numbers: {
      values: nans + infinities,
      frames: frameList.length,
      dims: dimList.length,
      firstDim: dimList[0] ?? 0,
      lastDim: dimList.at(-1) ?? 0,
    },
  });
}

function nameDims({ name, width }: CoefficientGroup, dims: readonly number[]): string {
  const named = dims.map((dim) => nameDimension(name, dim, width));
  return named.every((text, index) => text === `${name} ${dims[index]}`)
    ? `${name} ${runsText(dims)}`
    : named.join(', ');
}
