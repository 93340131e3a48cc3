import { COMMANDS } from '../commands/commands.ts';
import { IconButton } from '../controls/button.tsx';
import type { IconName } from '../controls/icon.tsx';
import { PAGE_HOST } from '../keys/page-host.ts';
import { layoutStore, setDrawer, setPanel } from '../layout/layout-store.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import styles from './side-panel.module.css';

/** Sections of the inspector below its first, by their titles. */
const SECTIONS: readonly { readonly title: string; readonly icon: IconName }[] = [
  { title: 'Clip slices', icon: 'clips' },
  { title: 'Audio', icon: 'waveform' },
  { title: 'Coefficients', icon: 'curve' },
];
const TAKE_AWAY: readonly { readonly id: string; readonly icon: IconName }[] = [
  { id: 'copy-python', icon: 'copy' },
  { id: 'save-npz', icon: 'download' },
  { id: 'copy-link', icon: 'link' },
];

/** What the folded inspector offers in its rail: its sections, and the sample to take away. */
export function InspectorRail({ isNarrow }: { readonly isNarrow: boolean }) {
  return (
    <>
      {SECTIONS.map(({ title, icon }) => (
        <IconButton key={title} label={title} icon={icon} onClick={() => showSection(title, isNarrow)} />
      ))}
      <div className={styles.railMore}>
        {TAKE_AWAY.map(({ id, icon }) => (
          <CommandButton key={id} id={id} icon={icon} />
        ))}
      </div>
    </>
  );
}

function CommandButton({ id, icon }: { readonly id: string; readonly icon: IconName }) {
  const store = useAppStore();
  const command = COMMANDS.find((candidate) => candidate.id === id);
  const isAvailable = useAppState((state) => command?.isAvailable(state) ?? false);
  if (command === undefined) return null;
  return (
    <IconButton
      label={command.title}
      icon={icon}
      disabled={!isAvailable}
      onClick={() => command.run(store, PAGE_HOST)}
    />
  );
}

/** Opens the inspector where it is folded, and brings one of its sections to the top. */
function showSection(title: string, isNarrow: boolean): void {
  if (!isNarrow) setPanel('right', { isFolded: false });
  else if (layoutStore.getState().drawer !== 'right') setDrawer('right');
  // The panel is on the page once React has rendered it.
  requestAnimationFrame(() => {
    document.querySelector(`[data-section="${title}"]`)?.scrollIntoView({ block: 'start' });
  });
}
