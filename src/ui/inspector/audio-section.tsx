import { memo, type ReactNode } from 'react';
import type { CropFigures } from '../../worker/protocol.ts';
import { InlineProblem } from '../controls/inline-problem.tsx';
import { Status } from '../controls/status.tsx';
import { TryAgain } from '../errors/try-again.tsx';
import { formatFigure, MINUS } from '../format/numbers.ts';
import styles from './audio-section.module.css';
import { CopyableNumber } from './copyable-number.tsx';
import { Histogram } from './histogram.tsx';
import { Section } from './section.tsx';
import { useShownFigures } from './shown-figures.ts';

/** Mean, deviation and distribution of the crop's samples, and of what the loader makes of them. */
export const AudioSection = memo(function AudioSection({ hasCrop }: { readonly hasCrop: boolean }) {
  return (
    <Section title="Audio" detail="(x − mean) / (std + 1e-5)">
      {hasCrop ? <Figures /> : <p className={styles.none}>No crop, so there is nothing to measure.</p>}
    </Section>
  );
});

function Figures() {
  const shown = useShownFigures();
  if (shown.phase === 'failed') {
    return (
      <div role="alert" className={styles.failed}>
        <InlineProblem problem={shown.problem} />
        <TryAgain problem={shown.problem} />
      </div>
    );
  }
  const figures = shown.phase === 'pending' ? null : shown.figures;
  const isBehind = shown.phase === 'behind';
  return (
    <div
      className={isBehind ? `${styles.columns} ${styles.behind}` : styles.columns}
      aria-busy={shown.phase !== 'ready'}
    >
      <RawColumn figures={figures} />
      <NormalizedColumn figures={figures} />
    </div>
  );
}

function RawColumn({ figures }: { readonly figures: CropFigures | null }) {
  return (
    <div>
      <h3 className={styles.columnTitle}>Raw</h3>
      <Row name="mean" title="Mean of the crop's samples">
        <Status label="Audio mean" className={styles.value}>
          <Figure value={figures?.audio_mean} format={formatFigure} />
        </Status>
      </Row>
      <Row name="std" title="Sample standard deviation (n - 1) of the crop's samples">
        <Status label="Audio std" className={styles.value}>
          <Figure value={figures?.audio_std} format={formatFigure} />
        </Status>
      </Row>
      <Histogram name="raw" histogram={figures?.audio_histogram ?? null} />
    </div>
  );
}

function NormalizedColumn({ figures }: { readonly figures: CropFigures | null }) {
  return (
    <div>
      <div className={styles.titleRow}>
        <h3 className={styles.columnTitle}>Normalized</h3>
        <span className={styles.key}>
          <svg aria-hidden="true" width="14" height="2">
            <path d="M0 1h14" />
          </svg>
          N(0,1)
        </span>
      </div>
      <Row name="mean" title="Mean of the normalized samples, measured">
        <Status label="Normalized mean" className={styles.value}>
          <Figure value={figures?.normalized_mean} format={formatFiveDecimals} />
        </Status>
      </Row>
      <Row name="std" title="Sample standard deviation (n - 1) of the normalized samples, measured">
        <Status label="Normalized std" className={styles.value}>
          <Figure value={figures?.normalized_std} format={formatFiveDecimals} />
        </Status>
      </Row>
      <Histogram name="normalized" histogram={figures?.normalized_histogram ?? null} hasNormalCurve />
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

/** Absent until the worker has measured. */
function Figure({ value, format }: { readonly value: number | undefined; readonly format: (value: number) => string }) {
  return value === undefined ? '…' : <CopyableNumber value={value} text={format(value)} />;
}

/** As close to 0 and 1 as these figures are, an exponent would only hide that. */
function formatFiveDecimals(value: number): string {
  const text = value.toFixed(5);
  return Number(text) === 0 ? '0.00000' : text.replace('-', MINUS);
}
