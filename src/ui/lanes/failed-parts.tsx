import { describeProblem } from '../../core/errors.ts';
import { formatClip } from '../format/positions.ts';
import type { FailedPart } from './lane-problems.ts';
import styles from './lane-stack.module.css';
import { useFrameScale } from './scale-context.ts';

/** Narrowest part that still gets its sentence; the clip lane marks the clip anyway. */
const TEXT_MIN_PX = 60;

/** The reasons in words, each where its clip would be drawn. */
export function FailedParts({ parts }: { readonly parts: readonly FailedPart[] }) {
  const scale = useFrameScale();
  return parts.map(({ clip, startFrame, endFrame, problem }) => {
    const left = Math.max(scale.toX(startFrame), 0);
    const right = Math.min(scale.toX(endFrame), scale.widthPx);
    if (right <= left) return null;
    return (
      <p
        key={clip}
        className={styles.failed}
        style={{ transform: `translateX(${left}px)`, width: right - left }}
        title={describeProblem(problem)}
      >
        {right - left >= TEXT_MIN_PX && `${formatClip(clip)}: ${problem.what}`}
      </p>
    );
  });
}
