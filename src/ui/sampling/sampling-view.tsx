import { PlannedView } from '../shell/planned-view.tsx';

/** Stands for the view until it is built. */
export function SamplingView() {
  return <PlannedView view="sampling" />;
}
