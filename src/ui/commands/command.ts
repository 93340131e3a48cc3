import type { AppStore } from '../../state/actions.ts';
import type { AppState } from '../../state/app-state.ts';
import type { SavedKind } from '../../worker/protocol.ts';
import type { IconName } from '../controls/icon.tsx';
import type { PanelSide } from '../layout/panel-layout.ts';
import type { KeyBinding } from './key-binding.ts';
import type { PageDialog } from './page-dialog.ts';

/** What commands do to the page beside the store. */
export interface CommandHost {
  /** Puts the focus into the filter of the list, unfolding the list where it has to. */
  focusFilter(): void;
  showDialog(dialog: PageDialog): void;
  togglePanel(side: PanelSide): void;
  resetLayout(): void;
  copyLink(store: AppStore): void;
  copyPython(store: AppStore): void;
  /** Saves the current training sample as a file. */
  saveSample(store: AppStore, kind: SavedKind): void;
}

/** Something the user can ask for by key or by name. Palette, keys and key sheet all read it from `COMMANDS`. */
export interface Command {
  readonly id: string;
  /** Name in the palette. */
  readonly title: string;
  readonly icon: IconName;
  readonly key: KeyBinding | null;
  /** Whether it would do something now; elsewhere its key is left alone and the palette leaves it out. */
  readonly isAvailable: (state: AppState) => boolean;
  readonly run: (store: AppStore, host: CommandHost) => void;
}
