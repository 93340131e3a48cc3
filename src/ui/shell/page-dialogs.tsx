import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { closePageDialog, pageDialog } from '../commands/page-dialog.ts';
import { LaterDialog } from '../controls/later-dialog.tsx';
import { partMissing } from '../errors/part-missing.ts';
import { useActions, useAppState } from '../store-context.ts';
import { useFocusReturn } from './use-focus-return.ts';

const loadPalette = async () => (await import('../palette/palette.tsx')).Palette;
const loadKeySheet = async () => (await import('../keys/key-sheet.tsx')).KeySheet;
const loadGoToFrame = async () => (await import('../keys/go-to-frame.tsx')).GoToFrameDialog;
const loadOpenDialog = async () => (await import('../open/open-dialog.tsx')).OpenDialog;
const loadExport = async () => (await import('../export/export-dialog.tsx')).ExportDialog;
const ALL_LOADERS = [loadPalette, loadKeySheet, loadGoToFrame, loadOpenDialog, loadExport] as const;

const NOTHING = {};

/** The dialogs of the page. None is part of the first load; all are fetched once the page has shown what it is opened for. */
export function PageDialogs() {
  const actions = useActions();
  const shown = useStore(pageDialog, (state) => state.shown);
  const isOpenDialogShown = useAppState((state) => state.isOpenDialogShown);
  const closeOpenDialog = useCallback(() => actions.showOpenDialog(false), [actions]);
  const report = useCallback(
    (reason: string) => {
      closePageDialog();
      actions.showOpenDialog(false);
      actions.addMessage({ severity: 'error', problem: partMissing(reason) });
    },
    [actions],
  );
  useFetchedAhead();
  useFocusReturn(shown !== 'none' || isOpenDialogShown);
  const own = { onClose: closePageDialog, onFail: report, given: NOTHING };
  return (
    <>
      <LaterDialog load={loadPalette} isOpen={shown === 'palette'} {...own} />
      <LaterDialog load={loadKeySheet} isOpen={shown === 'keys'} {...own} />
      <LaterDialog load={loadGoToFrame} isOpen={shown === 'go-to-frame'} {...own} />
      <LaterDialog load={loadExport} isOpen={shown === 'export'} {...own} />
      <LaterDialog
        load={loadOpenDialog}
        isOpen={isOpenDialogShown}
        onClose={closeOpenDialog}
        onFail={report}
        given={NOTHING}
      />
    </>
  );
}

/** From the last clip's arrival until the lanes are drawn, on a slow machine. */
const FETCH_DELAY_MS = 1500;

/** Fetches the dialogs once the open sequence is complete and drawn, so that a key pressed then is answered at once. */
function useFetchedAhead() {
  const isReady = useAppState(({ sequence }) => sequence.phase === 'ready');
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => {
      // A fetch that fails here is made again, and reported, when the dialog is wanted.
      for (const load of ALL_LOADERS) void load().catch(() => undefined);
    }, FETCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [isReady]);
}
