import type { AppStore } from '../../state/actions.ts';
import type { CommandHost } from '../commands/command.ts';
import { showFrame } from '../keys/show-frame.ts';
import type { PaletteAction } from './palette-model.ts';

/** Does what a chosen row stands for. What lies on the Explore view brings it to the front. */
export function runAction(action: PaletteAction, store: AppStore, host: CommandHost): void {
  const { actions } = store;
  if (action.kind === 'command') {
    action.command.run(store, host);
    return;
  }
  actions.showView('explore');
  switch (action.kind) {
    case 'sequence':
      void actions.selectEntry(action.entry);
      break;
    case 'show-all':
      actions.setSplitFilter(null);
      actions.setFlaggedOnly(false);
      actions.setFilterText(action.filterText);
      host.focusFilter();
      break;
    case 'go-to':
      if (action.plan.kind === 'seed') actions.setSeed(action.plan.seed);
      else showFrame(store, action.plan.frame);
      break;
  }
}
