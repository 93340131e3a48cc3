import { PlannedView } from '../shell/planned-view.tsx';

/** Stands for the view until it is built. */
export function NormalizeView() {
  return <PlannedView view="normalize" />;
}
