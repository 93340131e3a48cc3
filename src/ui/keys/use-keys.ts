import { useEffect } from 'react';
import { useAppStore } from '../store-context.ts';
import { keyDialog } from './key-dialog.ts';
import { isDialogOpen, ownsKey } from './key-focus.ts';
import { readKey } from './key-map.ts';
import { type CommandHost, runCommand } from './run-command.ts';

/** Listens for the page's keys as long as the component is mounted. */
export function useKeys(): void {
  const store = useAppStore();
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      // A widget that has used the key says so.
      if (event.defaultPrevented || event.isComposing) return;
      if (ownsKey(event.target, event.key) || isDialogOpen(document)) return;
      const { key, code, shiftKey, altKey, ctrlKey, metaKey, repeat } = event;
      const isAltGraph = event.getModifierState('AltGraph');
      const command = readKey({ key, code, shiftKey, altKey, ctrlKey, metaKey, isAltGraph, repeat });
      if (command === null) return;
      event.preventDefault();
      runCommand(command, store, PAGE_HOST);
    }
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [store]);
}

const PAGE_HOST: CommandHost = {
  focusFilter: () => {
    // Absent while the list is folded away.
    const field = document.querySelector<HTMLInputElement>('input[type=search], [role=searchbox]');
    field?.focus();
    field?.select();
  },
  showDialog: (shown) => keyDialog.setState({ shown }),
};
