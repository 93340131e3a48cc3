import type { Message } from '../../state/app-state.ts';
import type { Notice } from '../../worker/protocol.ts';

/** One line of the notice bar: a message of the link or the last action, or a notice of the dataset. */
export interface PageNotice extends Notice {
  /** Message to dismiss in the store; null for a notice of the dataset. */
  readonly messageId: number | null;
}

const RANK = { error: 0, warning: 1, note: 2 } as const;

/** Everything the user should read once, worst first; within a severity messages precede the dataset's notices. */
export function collectNotices(messages: readonly Message[], notices: readonly Notice[]): readonly PageNotice[] {
  return [
    ...messages.map(({ id, severity, problem }) => ({ severity, problem, consequence: null, messageId: id })),
    ...notices.map((notice) => ({ ...notice, messageId: null })),
  ].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
