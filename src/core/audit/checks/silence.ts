import type { AuditRules } from '../audit-rules.ts';
import { framesText, quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { findRuns } from '../frame-runs.ts';
import { makeFinding } from '../make-finding.ts';
import type { Stretch } from '../stretch.ts';

/** Long stretches without sound; the levels are without each frame's mean, since a DC offset is no sound. */
export function findSilence(entry: string, stretch: Stretch, rules: AuditRules, fps: number): Finding[] {
  const { rms, startFrame, segLen } = stretch;
  const floor = 10 ** (rules.silenceDb / 20);
  const runs = findRuns(rms.length, rules.silenceFrames, (frame) => (rms[frame] as number) < floor);
  return runs.map(([start, end]) => {
    let most = 0;
    for (let frame = start; frame < end; frame++) most = Math.max(most, rms[frame] as number);
    const frames = [startFrame + start, startFrame + end] as const;
    const level = most === 0 ? 'digital silence' : `${(20 * Math.log10(most)).toFixed(1)} dBFS at most`;
    const [firstClip, lastClip] = [Math.floor(frames[0] / segLen), Math.floor((frames[1] - 1) / segLen)];
    return makeFinding('audio-silence', {
      entry,
      clip: firstClip === lastClip ? firstClip : null,
      frames,
      message: `${quantity(end - start, 'frame')} (${((end - start) / fps).toFixed(1)} s), ${level}`,
      what: 'There is no sound',
      expected: `fewer than ${quantity(rules.silenceFrames, 'frame')} on end below ${rules.silenceDb} dBFS`,
      found: `${quantity(end - start, 'frame')}, ${level}`,
      where: `frames ${framesText(frames)}`,
      consequence:
        'Normalising a silent crop divides by a std near 0 + 1e-5: it teaches amplified noise with a face that moves.',
      numbers: { frames: end - start, seconds: (end - start) / fps, mostRms: most },
    });
  });
}
