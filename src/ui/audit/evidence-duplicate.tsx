import type { DuplicateEvidence } from '../../core/audit/evidence.ts';
import { Picture, XAxis } from './evidence-axes.tsx';
import { frameScale, roundTicks } from './evidence-scale.ts';
import { Wave } from './evidence-wave.tsx';

/** The same sound in two places. */
export function DuplicatePictures({ evidence }: { readonly evidence: DuplicateEvidence }) {
  return evidence.sides.map(({ entry, wave }, index) => (
    <Picture
      // biome-ignore lint/suspicious/noArrayIndexKey: both sides may be of the same sequence
      key={index}
      title={index === 0 ? 'Evidence' : 'The same sound'}
      detail={entry}
      words={`Frames ${wave.frames[0]} to ${wave.frames[1]} of ${entry}.`}
      heightPx={84}
    >
      <Wave wave={wave} topPx={0} heightPx={60} />
      <XAxis
        ticks={roundTicks(wave.frames[0], wave.frames[1], 5)}
        scale={frameScale(wave.frames)}
        yPx={74}
        label="frame"
      />
    </Picture>
  ));
}
