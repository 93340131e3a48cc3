import { isSourceFault } from '../../core/bytes/source-fault.ts';
import type { Problem } from '../../core/errors.ts';
import { Button } from '../controls/button.tsx';
import { useActions } from '../store-context.ts';

/** The button that repeats what failed, where that may help: the bytes could not be had. Bytes that are wrong stay so. */
export function TryAgain({ problem }: { readonly problem: Problem }) {
  const { tryAgain } = useActions();
  return isSourceFault(problem) ? <Button onClick={() => void tryAgain()}>Try again</Button> : null;
}
