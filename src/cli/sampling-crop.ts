import { createDirectClipReader } from '../core/dataset/clip-reader.ts';
import { openDataset } from '../core/dataset/dataset.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { within } from '../core/errors.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { formatWav } from '../core/formats/wav-writer.ts';
import { drawPlot } from '../core/plot/plot.ts';
import { assembleSample } from '../core/sample/assemble-sample.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { drawStartFrame } from '../core/sample/crop.ts';
import { densityDecibels, type MeanSpectrum } from '../core/sampling/mean-spectrum.ts';
import { resample } from '../core/sampling/resample.ts';
import { measureResamplingLoss, type ResamplingLoss, SPEECH_BAND } from '../core/sampling/resampling-loss.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import type { Output } from './output.ts';
import { writePlot } from './plot-file.ts';
import { writeResultFile } from './result-file.ts';

export interface CropLossArguments {
  readonly source: string;
  readonly entry: string;
  readonly strategy: 'begin' | 'end' | 'manual';
  /** For `manual`. */
  readonly startFrame: number | null;
  readonly toRate: number;
  readonly json: boolean;
  readonly plot: string | null;
  readonly wav: string | null;
}

interface CropLoss {
  readonly entry: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly loss: ResamplingLoss;
}

/** Decibels below the loudest that a plot shows. */
const PLOT_SPAN = 70;

/** `sampling SOURCE ENTRY`: the sound of a crop at another rate. */
export async function runCropLoss(command: CropLossArguments, output: Output): Promise<number> {
  const { entry, strategy, startFrame, toRate } = command;
  const audioFormats = [await loadMp3Format(), ...AUDIO_FORMATS];
  const dataset = openDataset(await openDatasetParts(command.source), { audioFormats });
  const config = createSampleConfig();
  const n_frames = readFrameCount(dataset.store, entry);
  const start = within(entry, () =>
    drawStartFrame(strategy, n_frames, config, startFrame === null ? {} : { startFrame }),
  );
  const raw = assembleSample(dataset, createDirectClipReader(dataset), { entry, n_frames }, start, config);
  const resampled = resample(raw.audio, config.rate, toRate);
  const loss = measureResamplingLoss(raw.audio, config.rate, resampled, toRate);
  const result = { entry, startFrame: start, endFrame: start + config.coef_total_len, loss };
  if (command.wav !== null) writeResultFile(command.wav, formatWav(resampled, toRate));
  if (command.plot !== null) await writePlot(command.plot, plotLoss(result));
  if (command.json) output.print(JSON.stringify(toJson(result)));
  else printLoss(result, output);
  return 0;
}

function toJson({ entry, startFrame, endFrame, loss }: CropLoss) {
  const spectrum = ({ binHz, density, segmentCount }: MeanSpectrum) => ({
    bin_hz: binHz,
    segments: segmentCount,
    density: Array.from(density),
  });
  return {
    entry,
    start_frame: startFrame,
    end_frame: endFrame,
    from_rate: loss.fromRate,
    to_rate: loss.toRate,
    speech_band_hz: SPEECH_BAND,
    speech_share: loss.speechShare,
    lost_share: loss.lostShare,
    mean_square_before: loss.meanSquareBefore,
    mean_square_after: loss.meanSquareAfter,
    spectrum_before: spectrum(loss.before),
    spectrum_after: spectrum(loss.after),
  };
}

function printLoss({ entry, startFrame, endFrame, loss }: CropLoss, output: Output): void {
  const { fromRate, toRate, speechShare, lostShare, meanSquareBefore, meanSquareAfter } = loss;
  output.print(`${entry}  frames [${startFrame}, ${endFrame}]  ${fromRate} Hz to ${toRate} Hz`);
  output.print(`energy within ${SPEECH_BAND[0]} to ${SPEECH_BAND[1]} Hz  ${formatShare(speechShare, 3)}`);
  output.print(
    toRate < fromRate
      ? `lost above ${toRate / 2} Hz  ${formatShare(lostShare, 3)}`
      : `nothing is lost; above ${fromRate / 2} Hz there is nothing to gain`,
  );
  output.print(`mean square ${meanSquareBefore} before, ${meanSquareAfter} after`);
}

function plotLoss({ entry, startFrame, endFrame, loss }: CropLoss): string {
  const { fromRate, toRate, before, after, speechShare, lostShare } = loss;
  const endHz = Math.max(fromRate, toRate) / 2;
  const limitHz = Math.min(fromRate, toRate) / 2;
  const levels = (spectrum: MeanSpectrum) => spectrum.density.map(densityDecibels);
  const hertz = ({ density, binHz }: MeanSpectrum) => density.map((_, bin) => (bin * binHz) / 1000);
  const loudest = levels(before).reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  const top = Number.isFinite(loudest) ? Math.ceil((loudest + 2) / 10) * 10 : 0;
  const lost = toRate < fromRate ? `, ${formatShare(lostShare, 2)} lost above ${limitHz / 1000} kHz` : '';
  return drawPlot(
    [
      {
        title: 'Mean spectrum',
        note: `${formatShare(speechShare, 1)} of the energy within 300 to 3,400 Hz${lost}`,
        x: { label: 'kHz', range: [0, endHz / 1000] },
        y: { label: 'dB/Hz, 0: a sine of full scale', range: [top - PLOT_SPAN, top] },
        marks: [
          ...(limitHz < endHz ? [{ kind: 'band', axis: 'x', from: limitHz / 1000, to: endHz / 1000 } as const] : []),
          { kind: 'line', x: hertz(before), y: levels(before), color: 'c1' },
          { kind: 'line', x: hertz(after), y: levels(after), color: 'c2', isDashed: true },
        ],
      },
    ],
    {
      columns: 1,
      panelWidthPx: 960,
      panelHeightPx: 320,
      theme: 'light',
      title: `${entry} [${startFrame},${endFrame}] at ${fromRate / 1000} kHz and, dashed, at ${toRate / 1000} kHz`,
    },
  );
}

/** A part of the energy in words: silence has none, of which any part is NaN. */
export function formatShare(share: number, decimals: number): string {
  return Number.isNaN(share) ? 'an unknown part' : `${(100 * share).toFixed(decimals)} %`;
}
