import { memo, useMemo } from 'react';
import type { AppState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { type CropPlan, planCrop } from '../crop/crop-plan.ts';
import { formatClip, formatRange } from '../format/positions.ts';
import { type CropWindow, cropWindows, hueOf, splitByWindow } from '../lanes/crop-windows.ts';
import { Section } from './section.tsx';
import styles from './slices-section.module.css';
import { usePacedState } from './use-paced-state.ts';

const selectCrop = ({ crop }: AppState) => crop;

type PlannedCrop = Extract<CropPlan, { kind: 'planned' }>;

/** Which frames and samples of which clip the loader reads. Planned by the core's own rule, so the table need not wait for the worker. */
export const SlicesSection = memo(function SlicesSection({ head }: { readonly head: SequenceHead }) {
  const crop = usePacedState(selectCrop, head);
  const plan = useMemo(() => planCrop(head, crop), [head, crop]);
  return (
    <Section title="Clip slices" detail="half-open" isDetailCode={false}>
      {plan.kind === 'planned' ? (
        <SlicesTable plan={plan} segLen={head.seg_len} />
      ) : (
        <p className={styles.none}>No crop, so no clip is read.</p>
      )}
    </Section>
  );
});

function SlicesTable({ plan, segLen }: { readonly plan: PlannedCrop; readonly segLen: number }) {
  const { slices, startFrame, config } = plan;
  const windows = cropWindows({ startFrame, n_motions: config.n_motions, n_windows: config.n_windows });
  const frameCount = slices.reduce((sum, { frames: [first, end] }) => sum + end - first, 0);
  const sampleCount = slices.reduce((sum, { samples: [first, end] }) => sum + end - first, 0);
  return (
    <table aria-label="Clip slices" className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Clip</th>
          <td />
          <th scope="col">Frames</th>
          <th scope="col">Samples</th>
        </tr>
      </thead>
      <tbody>
        {slices.map(({ clip, frames, samples }) => {
          const clipStart = clip * segLen;
          return (
            <tr key={clip}>
              <td>{formatClip(clip)}</td>
              <td>
                <WindowBar startFrame={clipStart + frames[0]} endFrame={clipStart + frames[1]} windows={windows} />
              </td>
              <td>{formatRange(frames)}</td>
              <td>{formatRange(samples)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td>Total</td>
          <td />
          <td>{frameCount}</td>
          <td>{sampleCount}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Frames of a slice in the hues of the windows that take them. */
function WindowBar({
  windows,
  ...range
}: {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly windows: readonly CropWindow[];
}) {
  return (
    <span aria-hidden="true" className={styles.bar}>
      {splitByWindow(range, windows).map(({ window, startFrame, endFrame }) => (
        <span key={startFrame} className={styles[hueOf(window)]} style={{ flexGrow: endFrame - startFrame }} />
      ))}
    </span>
  );
}
