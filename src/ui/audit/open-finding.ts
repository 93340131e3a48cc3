import type { Finding } from '../../core/audit/finding.ts';
import type { AppStore } from '../../state/actions.ts';
import type { EvidenceState } from '../../state/audit/audit-state.ts';
import { keyOfFinding } from '../../state/audit/finding-key.ts';

/** The frame where the finding can be seen: its first, or the onset that shows a lag of the whole sequence. Null where it is about no frames. */
export function frameToOpen(finding: Finding, evidence: EvidenceState): number | null {
  const isMeasured = evidence.phase === 'ready' && evidence.key === keyOfFinding(finding);
  if (isMeasured && evidence.evidence.kind === 'lag') return evidence.evidence.soundOnset;
  return finding.frames?.[0] ?? null;
}

/** Shows the sequence of a finding in Explore, the playhead at `frame`. */
export function openFinding({ actions, getState }: AppStore, { entry }: Finding, frame: number | null): void {
  if (entry === null) return;
  actions.showView('explore');
  void actions.selectEntry(entry).then(() => {
    const { sequence } = getState();
    // Another sequence may have been opened meanwhile.
    if (frame !== null && sequence.phase !== 'none' && sequence.entry === entry) actions.setPlayheadFrame(frame);
  });
}
