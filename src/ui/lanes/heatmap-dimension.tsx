import type { KeyboardEvent } from 'react';
import { Icon } from '../controls/icon.tsx';
import styles from './raster.module.css';
import { keepInside } from './raster-ticks.ts';

const LABEL_PX = 16;

export interface DimensionSliderProps {
  readonly laneName: string;
  /** Dimensions of the group. */
  readonly width: number;
  readonly rowPx: number;
  readonly heightPx: number;
  /** The chosen one; null while none is. */
  readonly dim: number | null;
  readonly name: (dim: number) => string;
  readonly onChoose: (dim: number | null) => void;
  readonly onAdd: (dim: number) => void;
}

/** Chooses a row by keys, in the gutter where the rows have their numbers: arrows move, Enter adds its curve, Escape lets go. */
export function DimensionSlider(props: DimensionSliderProps) {
  const { laneName, width, rowPx, heightPx, dim, name, onChoose, onAdd } = props;

  function handleKey(event: KeyboardEvent) {
    const last = width - 1;
    const from = dim ?? -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowRight: from + 1,
      ArrowUp: dim === null ? last : dim - 1,
      ArrowLeft: dim === null ? last : dim - 1,
      PageDown: from + 10,
      PageUp: (dim ?? width) - 10,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) onChoose(Math.min(Math.max(target, 0), last));
    else if (event.key === 'Enter' && dim !== null) onAdd(dim);
    else if (event.key === 'Escape' && dim !== null) onChoose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const labelTop = dim === null ? 0 : Math.round(keepInside((dim + 0.5) * rowPx, heightPx)) - LABEL_PX / 2;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Dimension of ${laneName}`}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={width - 1}
      aria-valuenow={dim ?? 0}
      aria-valuetext={dim === null ? 'none chosen' : `${name(dim)}, Enter adds its curve`}
      title="Click a row or use the arrow keys to choose a dimension; Enter adds its curve"
      className={styles.dimension}
      onKeyDown={handleKey}
      onClick={(event) => {
        const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
        onChoose(Math.min(Math.max(Math.floor(y / rowPx), 0), width - 1));
      }}
    >
      {dim !== null && (
        <>
          <span className={styles.chosen} style={{ top: labelTop }} aria-hidden="true">
            {dim}
          </span>
          <i className={styles.row} style={{ top: dim * rowPx, height: Math.max(rowPx, 1) }} aria-hidden="true" />
        </>
      )}
    </div>
  );
}

export interface AddDimensionProps {
  readonly name: string;
  /** Whether the dimension has a lane of its own already. */
  readonly isShown: boolean;
  readonly onAdd: () => void;
}

/** The chosen dimension, with the way to its curve. */
export function AddDimension({ name, isShown, onAdd }: AddDimensionProps) {
  return (
    <button
      type="button"
      className={styles.add}
      aria-disabled={isShown}
      aria-label={isShown ? `${name} has a lane of its own` : `Add the curve of ${name}`}
      title={isShown ? `${name} has a lane of its own` : `Add the curve of ${name}`}
      onClick={onAdd}
    >
      {!isShown && <Icon name="plus" sizePx={12} />}
      {name}
    </button>
  );
}
