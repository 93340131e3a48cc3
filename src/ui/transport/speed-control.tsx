import { useClickOutside } from '@mantine/hooks';
import { useId, useRef, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { RangeSlider } from '../controls/range-slider.tsx';
import { Toggle } from '../controls/toggle.tsx';
import { formatSpeed } from '../format/numbers.ts';
import { useIsNarrow } from '../shell/use-is-narrow.ts';
import { useActions, useAppState } from '../store-context.ts';
import styles from './speed-control.module.css';

/** How fast the sound plays and whether its pitch follows; where the bar is narrow, behind a button that shows the speed. */
export function SpeedControl() {
  const isNarrow = useIsNarrow();
  return isNarrow ? (
    <SpeedMenu />
  ) : (
    <span className={styles.inline}>
      <span className={styles.label}>Speed</span>
      <SpeedSlider />
      <PitchToggle />
    </span>
  );
}

function SpeedMenu() {
  const speed = useAppState((state) => state.speed);
  const isPitchKept = useAppState((state) => state.isPitchKept);
  const [isOpen, setOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  const anchorRef = useClickOutside<HTMLSpanElement>(() => setOpen(false));
  return (
    <span className={styles.anchor} ref={anchorRef}>
      <Button
        ref={buttonRef}
        className={styles.button}
        aria-label={`Speed and pitch: ${describeSpeed(speed, isPitchKept)}`}
        title="Speed and pitch"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {formatSpeed(speed)}
        <Icon name="chevronDown" sizePx={12} />
      </Button>
      {isOpen && (
        <div
          id={menuId}
          role="dialog"
          aria-label="Speed and pitch"
          className={styles.menu}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setOpen(false);
            buttonRef.current?.focus();
          }}
        >
          <span className={styles.row}>
            <span className={styles.label}>Speed</span>
            <SpeedSlider />
          </span>
          <PitchToggle />
        </div>
      )}
    </span>
  );
}

function SpeedSlider() {
  const speed = useAppState((state) => state.speed);
  const isPitchKept = useAppState((state) => state.isPitchKept);
  const { setSpeed } = useActions();
  return (
    <span className={styles.slider}>
      <RangeSlider
        label="Speed"
        min={0.1}
        max={2}
        step={0.1}
        bigStep={0.5}
        value={speed}
        valueText={describeSpeed(speed, isPitchKept)}
        // The slider's own steps gather binary fractions such as 0.30000000000000004.
        onChange={(value) => setSpeed(Math.round(value * 10) / 10)}
      />
      <span className={styles.figure}>{formatSpeed(speed)}</span>
    </span>
  );
}

function PitchToggle() {
  const isPitchKept = useAppState((state) => state.isPitchKept);
  const { setPitchKept } = useActions();
  return <Toggle label="Keep pitch" isOn={isPitchKept} onChange={setPitchKept} />;
}

function describeSpeed(speed: number, isPitchKept: boolean): string {
  return `${formatSpeed(speed)}, ${isPitchKept ? 'pitch kept' : 'pitch follows speed'}`;
}
