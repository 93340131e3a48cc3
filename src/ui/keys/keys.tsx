import { useStore } from 'zustand';
import { GoToFrameDialog } from './go-to-frame.tsx';
import { closeKeyDialog, keyDialog } from './key-dialog.ts';
import { KeySheet } from './key-sheet.tsx';
import { useKeys } from './use-keys.ts';

/** The page's keys and the two dialogs that they open. */
export function Keys() {
  useKeys();
  const shown = useStore(keyDialog, (state) => state.shown);
  return (
    <>
      <KeySheet isOpen={shown === 'keys'} onClose={closeKeyDialog} />
      <GoToFrameDialog isOpen={shown === 'go-to-frame'} onClose={closeKeyDialog} />
    </>
  );
}
