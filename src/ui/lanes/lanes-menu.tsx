import { useClickOutside } from '@mantine/hooks';
import { useEffect, useId, useRef, useState } from 'react';
import { nameDimension } from '../../core/statistics/dimension-name.ts';
import type { Lane } from '../../state/app-state.ts';
import { parseLanes } from '../../state/link-lanes.ts';
import type { CoefficientGroup } from '../../worker/protocol.ts';
import { Button, IconButton } from '../controls/button.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { moveLaneBy } from './lane-order.ts';
import styles from './title-bar.module.css';

/** Curves a lane can tell apart. */
const MAX_DIMS = 3;
const NO_GROUPS: readonly CoefficientGroup[] = [];

/** Which lanes are shown: removes any, adds curves of any dimensions of any group. */
export function LanesMenu() {
  const [isOpen, setOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const menuRef = useRef<HTMLDivElement>(null);
  const menuId = useId();
  const anchorRef = useClickOutside<HTMLSpanElement>(() => setOpen(false));

  // Its keys, Escape among them, reach a dialog only while the focus is in it.
  useEffect(() => {
    if (isOpen) menuRef.current?.focus();
  }, [isOpen]);

  function close() {
    setOpen(false);
    buttonRef.current?.focus();
  }

  return (
    <span className={styles.menuAnchor} ref={anchorRef}>
      <Button
        ref={buttonRef}
        variant="ghost"
        icon="lanes"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        Lanes
      </Button>
      {isOpen && (
        <div
          id={menuId}
          ref={menuRef}
          tabIndex={-1}
          role="dialog"
          aria-label="Lanes"
          className={styles.menu}
          onKeyDown={(event) => {
            // The page's keys would act on the lanes behind while somebody chooses here.
            event.stopPropagation();
            if (event.key === 'Escape') close();
          }}
        >
          <ShownLanes />
          <CurveChooser />
        </div>
      )}
    </span>
  );
}

function ShownLanes() {
  const lanes = useAppState((state) => state.lanes);
  const { setLanes } = useActions();
  return (
    <>
      <h3 className={styles.menuTitle}>Shown</h3>
      <ul className={styles.laneList}>
        {lanes.map((lane, index) => (
          <li key={lane.id} className={styles.laneRow}>
            <span className={styles.laneRowName}>{lane.name}</span>
            <IconButton
              label={`Move ${lane.name} up`}
              icon="arrowUp"
              aria-disabled={index === 0}
              onClick={() => setLanes(moveLaneBy(lanes, lane.id, -1))}
            />
            <IconButton
              label={`Move ${lane.name} down`}
              icon="arrowDown"
              aria-disabled={index === lanes.length - 1}
              onClick={() => setLanes(moveLaneBy(lanes, lane.id, 1))}
            />
            <IconButton
              label={`Remove ${lane.name}`}
              icon="close"
              onClick={() => setLanes(lanes.filter(({ id }) => id !== lane.id))}
            />
          </li>
        ))}
      </ul>
      <OtherLanes lanes={lanes} />
    </>
  );
}

/** Waveform, spectrogram and heatmaps that are not shown. */
function OtherLanes({ lanes }: { readonly lanes: readonly Lane[] }) {
  const groups = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.groups : NO_GROUPS));
  const { setLanes } = useActions();
  const words = ['waveform', 'spectrogram', ...groups.map(({ name }) => `heatmap.${name}`)];
  // A group whose name the link's words cannot hold is left out of the lanes anyway.
  const others = words
    .flatMap((word) => parseLanes(word) ?? [])
    .filter(({ id }) => !lanes.some((lane) => lane.id === id));
  if (others.length === 0) return null;
  return (
    <div className={styles.otherLanes}>
      {others.map((lane) => (
        <Button
          key={lane.id}
          icon="plus"
          aria-label={`Add ${describeLane(lane)}`}
          onClick={() => setLanes(placeLane(lanes, lane))}
        >
          {describeLane(lane)}
        </Button>
      ))}
    </div>
  );
}

function describeLane({ name, content }: Lane): string {
  return content.kind === 'heatmap' ? `${name} heatmap` : name;
}

/** Sound above all, its spectrogram below it, heatmaps before the curves. */
function placeLane(lanes: readonly Lane[], added: Lane): readonly Lane[] {
  const order = ['waveform', 'spectrogram', 'heatmap', 'curves'];
  const rank = order.indexOf(added.content.kind);
  const before = lanes.findIndex(({ content }) => order.indexOf(content.kind) > rank);
  return lanes.toSpliced(before < 0 ? lanes.length : before, 0, added);
}

function CurveChooser() {
  const groups = useAppState(({ dataset }) => (dataset.phase === 'open' ? dataset.summary.groups : NO_GROUPS));
  const lanes = useAppState((state) => state.lanes);
  const { setLanes } = useActions();
  const [groupName, setGroupName] = useState(groups[0]?.name ?? '');
  const [dims, setDims] = useState<readonly number[]>([]);
  const group = groups.find(({ name }) => name === groupName);
  if (group === undefined) return null;

  function toggle(dim: number) {
    setDims(dims.includes(dim) ? dims.filter((other) => other !== dim) : [...dims, dim].sort((a, b) => a - b));
  }

  // The state's own words for lanes, so that what is added here is what a link brings back.
  const chosen = dims.length === 0 ? null : parseLanes(`${groupName}.${dims.join('-')}`);
  const isShown = chosen?.some(({ id }) => lanes.some((lane) => lane.id === id)) ?? false;

  const isAddable = chosen !== null && !isShown;

  function add() {
    if (!isAddable) return;
    setLanes([...lanes, ...chosen]);
    setDims([]);
  }

  return (
    <>
      <h3 className={styles.menuTitle}>Add curves</h3>
      <select
        aria-label="Coefficient group"
        className={styles.group}
        value={groupName}
        onChange={(event) => {
          setGroupName(event.currentTarget.value);
          setDims([]);
        }}
      >
        {groups.map(({ name, width }) => (
          <option key={name} value={name}>{`${name}, ${width} wide`}</option>
        ))}
      </select>
      <fieldset className={styles.dims} aria-label="Dimensions">
        {Array.from({ length: group.width }, (_, dim) => (
          <label key={nameDimension(group.name, dim, group.width)} className={styles.dim}>
            <input
              type="checkbox"
              checked={dims.includes(dim)}
              disabled={dims.length >= MAX_DIMS && !dims.includes(dim)}
              onChange={() => toggle(dim)}
            />
            {nameDimension(group.name, dim, group.width)}
          </label>
        ))}
      </fieldset>
      <p className={styles.hint}>
        {isShown
          ? 'These curves have a lane already.'
          : `A lane holds up to ${MAX_DIMS} curves; more go into another lane.`}
      </p>
      {/* Not `disabled`, which would drop the focus each time a lane was added. */}
      <Button aria-disabled={!isAddable} onClick={add}>
        Add lane
      </Button>
    </>
  );
}
