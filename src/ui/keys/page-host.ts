import type { AppStore } from '../../state/actions.ts';
import { formatLink } from '../../state/link.ts';
import type { CommandHost } from '../commands/command.ts';
import { showPageDialog } from '../commands/page-dialog.ts';
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
  copyLink: (store) => void copyLink(store),
};

function focusFilterField(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  field?.focus();
  field?.select();
  return field !== null;
}

async function copyLink({ getState, actions }: AppStore): Promise<void> {
  const link = new URL(formatLink(getState()), window.location.href).href;
  try {
    await navigator.clipboard.writeText(link);
  } catch (error) {
    actions.addMessage({
      severity: 'error',
      problem: {
        code: 'clipboard-refused',
        what: 'The link was not copied; the address of this page is the same link',
        expected: 'a browser that lets the page write to the clipboard',
        found: error instanceof Error ? error.message : String(error),
        where: 'clipboard',
      },
    });
  }
}
