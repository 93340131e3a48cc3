import { formatLink } from '../../state/link.ts';
import { copyText } from '../clipboard/copy-text.ts';
import type { CommandHost } from '../commands/command.ts';
import { showPageDialog } from '../commands/page-dialog.ts';
import { snippetOf } from '../inspector/python-of-state.ts';
import { saveSampleFile } from '../inspector/save-sample.ts';
import { resetLayout, showPanel, togglePanel } from '../layout/layout-store.ts';
import { isNarrowPage } from '../shell/use-is-narrow.ts';

/** The page as commands see it. */
export const PAGE_HOST: CommandHost = {
  focusFilter: () => {
    showPanel('left', isNarrowPage());
    // A list that was folded away is drawn first.
    if (!focusFilterField()) requestAnimationFrame(focusFilterField);
  },
  showDialog: showPageDialog,
  togglePanel: (side) => togglePanel(side, isNarrowPage()),
  resetLayout,
  copyLink: ({ getState, actions }) => {
    void copyText(actions, new URL(formatLink(getState()), window.location.href).href, 'the link');
  },
  copyPython: ({ getState, actions }) => {
    const text = snippetOf(getState());
    if (text !== null) void copyText(actions, text, 'the Python script');
  },
  saveSample: ({ actions }, kind) => void saveSampleFile(actions, kind),
};

function focusFilterField(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  field?.focus();
  field?.select();
  return field !== null;
}
