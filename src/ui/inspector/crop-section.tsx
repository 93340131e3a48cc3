import type { CropStrategy } from '../../state/app-state.ts';
import { MAX_WINDOWS } from '../../state/crop-start.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { IconButton } from '../controls/button.tsx';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { RangeSlider } from '../controls/range-slider.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { type CropPlan, longestWindow } from '../crop/crop-plan.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './crop-section.module.css';
import { Section } from './section.tsx';

const STRATEGIES: readonly { readonly value: CropStrategy; readonly label: string }[] = [
  { value: 'random', label: 'Random' },
  { value: 'begin', label: 'Begin' },
  { value: 'end', label: 'End' },
  { value: 'manual', label: 'Manual' },
];
const MAX_SEED = 2 ** 32 - 1;

/** How the crop is chosen and where it lies. */
export function CropSection({ head, plan }: { readonly head: SequenceHead; readonly plan: CropPlan }) {
  const crop = useAppState((state) => state.crop);
  const { setStrategy, setSeed, drawAgain, setMotions, setWindows } = useActions();
  const isUnusable = plan.kind !== 'planned';
  const longest = longestWindow(head.n_frames, crop.n_windows);
  const mostWindows = Math.min(MAX_WINDOWS, longestWindow(head.n_frames, crop.n_motions));
  return (
    <Section
      title="Crop"
      detail={
        plan.kind === 'planned'
          ? `[${plan.startFrame},${plan.endFrame}] of ${head.n_frames}`
          : `${head.n_frames} frames`
      }
    >
      <div className={styles.rows}>
        <div className={styles.row}>
          <span className={styles.label}>Strategy</span>
          <Segmented
            label="Crop strategy"
            isWide
            options={STRATEGIES.map((option) => ({ ...option, disabled: isUnusable }))}
            value={crop.strategy}
            onChange={setStrategy}
          />
        </div>
        <div className={styles.row}>
          <span className={styles.label}>Seed</span>
          <NumberField
            label="Seed"
            value={crop.seed}
            min={0}
            max={MAX_SEED}
            step={1}
            widthPx={72}
            invalidMessage={`0 to ${MAX_SEED}`}
            isDisabled={isUnusable}
            onCommit={setSeed}
          />
          <IconButton
            label="Draw again"
            title="Draw again: the next start of this seed's stream (R)"
            icon="dice"
            variant="default"
            disabled={isUnusable}
            onClick={drawAgain}
          />
          <span className={styles.windows}>
            <span className={styles.windowCount}>Windows</span>
            <NumberField
              label="Windows"
              value={crop.n_windows}
              min={1}
              max={mostWindows}
              step={1}
              widthPx={26}
              invalidMessage={`${mostWindows} at most`}
              onCommit={setWindows}
            />
            <span className={styles.windowCount}>×</span>
            <NumberField
              label="Motions per window"
              value={crop.n_motions}
              min={1}
              max={longest}
              step={1}
              widthPx={40}
              invalidMessage={`${longest} frames at most`}
              onCommit={setMotions}
            />
          </span>
        </div>
        <StartRow plan={plan} startFrame={crop.startFrame} segLen={head.seg_len} />
        {crop.strategy === 'random' && crop.drawIndex > 0 && (
          <p className={styles.note}>
            Draw {crop.drawIndex + 1} of seed {crop.seed}
          </p>
        )}
        <Reason head={head} plan={plan} />
      </div>
    </Section>
  );
}

function StartRow({
  plan,
  startFrame,
  segLen,
}: {
  readonly plan: CropPlan;
  readonly startFrame: number;
  readonly segLen: number;
}) {
  const { moveCrop } = useActions();
  const lastStart = plan.kind === 'planned' ? plan.lastStart : 0;
  const isUnusable = plan.kind !== 'planned';
  return (
    <div className={styles.row}>
      <span className={styles.label}>Start</span>
      <RangeSlider
        label="Crop start frame"
        min={0}
        max={lastStart}
        step={1}
        bigStep={segLen}
        value={startFrame}
        valueText={`frame ${startFrame} of ${lastStart}`}
        isDisabled={isUnusable}
        onChange={moveCrop}
      />
      <NumberField
        label="Start frame"
        value={startFrame}
        min={0}
        max={lastStart}
        step={1}
        widthPx={60}
        invalidMessage={`Last start is ${lastStart}`}
        isDisabled={isUnusable}
        onCommit={moveCrop}
      />
    </div>
  );
}

/** Why the controls above are off. */
function Reason({ head, plan }: { readonly head: SequenceHead; readonly plan: CropPlan }) {
  if (plan.kind === 'planned') return null;
  if (plan.kind === 'unusable') return <InlineProblem problem={plan.problem} />;
  return (
    <InlineProblem
      problem={{
        code: 'sequence-too-short',
        what: 'The sequence is shorter than one crop, so none can be chosen',
        expected: `${plan.neededFrames} frames or more`,
        found: `${plan.foundFrames} frames`,
        where: head.entry,
      }}
    />
  );
}
