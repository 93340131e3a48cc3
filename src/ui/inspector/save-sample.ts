import { DataError } from '../../core/errors.ts';
import type { Actions } from '../../state/actions.ts';
import type { SavedKind } from '../../worker/protocol.ts';
import { downloadFile } from './download-file.ts';

/** Makes a file of the sample and hands it to the browser; why it cannot be made becomes a message. */
export async function saveSampleFile(
  { saveSample, addMessage }: Pick<Actions, 'saveSample' | 'addMessage'>,
  kind: SavedKind,
): Promise<void> {
  try {
    downloadFile(await saveSample(kind));
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    addMessage({ severity: 'error', problem: error.problem });
  }
}
