import type { ReactNode } from 'react';
import { AUDIO_EPS } from '../../core/sample/normalize.ts';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { Status } from '../controls/status.tsx';
import { type CurrentFigures, currentFigures } from '../crop/crop-figures.ts';
import { formatFigure } from '../format/numbers.ts';
import { useAppState } from '../store-context.ts';
import styles from './audio-section.module.css';
import { CopyableNumber } from './copyable-number.tsx';
import { Section } from './section.tsx';

/** Mean and deviation of the crop's samples, and what the loader makes of them. */
export function AudioSection({ hasCrop }: { readonly hasCrop: boolean }) {
  const state = useAppState((state) => state.figures);
  const crop = useAppState((state) => state.crop);
  const figures = currentFigures(state, crop);
  return (
    <Section title="Audio" detail="(x − mean) / (std + 1e-5)">
      {hasCrop ? (
        <Figures figures={figures} />
      ) : (
        <p className={styles.none}>No crop, so there is nothing to measure.</p>
      )}
    </Section>
  );
}

function Figures({ figures }: { readonly figures: CurrentFigures }) {
  if (figures.phase === 'failed') return <InlineProblem problem={figures.problem} />;
  const mean = figures.phase === 'ready' ? figures.figures.audio_mean : null;
  const std = figures.phase === 'ready' ? figures.figures.audio_std : null;
  const divisor = std === null ? null : std + AUDIO_EPS;
  return (
    <div className={styles.columns}>
      <div>
        <h3 className={styles.columnTitle}>Raw</h3>
        <Row name="mean" title="Mean of the crop's samples">
          <Status label="Audio mean" className={styles.value}>
            <Figure value={mean} />
          </Status>
        </Row>
        <Row name="std" title="Sample standard deviation (n - 1) of the crop's samples">
          <Status label="Audio std" className={styles.value}>
            <Figure value={std} />
          </Status>
        </Row>
      </div>
      <div>
        <h3 className={styles.columnTitle}>Normalized</h3>
        <Row name="factor" title="1 / (std + 1e-5): by this the samples are multiplied">
          <span className={styles.value}>
            <Figure value={divisor === null ? null : 1 / divisor} />
          </span>
        </Row>
        <Row name="std" title="std / (std + 1e-5), from the std at the left">
          <span className={styles.value}>
            <Figure value={std === null || divisor === null ? null : std / divisor} decimals={5} />
          </span>
        </Row>
      </div>
    </div>
  );
}

function Row({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.row} title={title}>
      <span>{name}</span>
      {children}
    </div>
  );
}

/** Null while the worker measures: a figure of the crop's last place would be wrong. */
function Figure({ value, decimals }: { readonly value: number | null; readonly decimals?: number }) {
  if (value === null) return '…';
  return <CopyableNumber value={value} text={decimals === undefined ? formatFigure(value) : value.toFixed(decimals)} />;
}
