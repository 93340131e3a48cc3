import { useCallback } from 'react';
import { useActions } from '../store-context.ts';
import { type GivenFile, pickDataset } from './dataset-files.ts';
import type { FolderHandle } from './folder-handle.ts';
import { rememberFolder } from './recent-store.ts';

/** Opens what the user chose or dropped, or says in the notice bar that there is no dataset in it. */
export type OpenGiven = (given: readonly GivenFile[], source: string, folder?: FolderHandle) => void;

export function useOpenGiven(): OpenGiven {
  const actions = useActions();
  return useCallback(
    (given, source, folder) => {
      const request = pickDataset(given);
      if (request !== null) {
        if (folder !== undefined) rememberFolder(request, folder);
        void actions.openDataset(request);
        return;
      }
      actions.showOpenDialog(false);
      actions.addMessage({
        severity: 'error',
        problem: {
          code: 'no-dataset-files',
          what: 'No dataset was found',
          expected: 'data.mdb or a snapshot (.sqlite)',
          found: given.length === 0 ? 'no file that belongs to a dataset' : describeGiven(given),
          where: source,
        },
      });
    },
    [actions],
  );
}

function describeGiven(given: readonly GivenFile[]): string {
  const [first] = given;
  if (first === undefined) return 'nothing';
  return given.length === 1 ? first.path : `${first.path} and ${given.length - 1} other files`;
}
