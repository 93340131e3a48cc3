import { useEffect } from 'react';
import { findByKey } from '../commands/commands.ts';
import { useAppStore } from '../store-context.ts';
import { isDialogOpen, ownsKey } from './key-focus.ts';
import { PAGE_HOST } from './page-host.ts';

/** Listens for the page's keys as long as the component is mounted. */
export function useKeys(): void {
  const store = useAppStore();
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      // A widget that has used the key says so.
      if (event.defaultPrevented || event.isComposing || isDialogOpen(document)) return;
      const { key, code, shiftKey, altKey, ctrlKey, metaKey, repeat } = event;
      const isAltGraph = event.getModifierState('AltGraph');
      const command = findByKey({ key, code, shiftKey, altKey, ctrlKey, metaKey, isAltGraph, repeat });
      if (command === null || !command.isAvailable(store.getState())) return;
      if (command.key?.isForFields !== true && ownsKey(event.target, event.key)) return;
      event.preventDefault();
      command.run(store, PAGE_HOST);
    }
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [store]);
}
