import { formatWav } from '../core/formats/wav-writer.ts';
import { drawPlot, type PlotPanel } from '../core/plot/plot.ts';
import { foldFrequency } from '../core/sampling/alias.ts';
import { describeDrift, measureDrift, measureFrame } from '../core/sampling/frames-and-samples.ts';
import { describeTone, recordTone, sampleTone, toneAt } from '../core/sampling/tone.ts';
import { formatTable, type Output } from './output.ts';
import { writePlot } from './plot-file.ts';
import { writeResultFile } from './result-file.ts';
import type { ToneArguments } from './sampling-arguments.ts';

const WAV_SECONDS = 2;
const WAV_AMPLITUDE = 0.5;
/** The published configuration: 16 kHz at 25 fps, clips of 100 frames. */
const PUBLISHED_UNIT = 640;
const CLIP_FRAMES = 100;
const CURVE_POINTS = 2000;

interface RateFigures {
  readonly rate: number;
  readonly samples_in_window: number;
  readonly samples_per_period: number;
  readonly limit_hz: number;
  readonly heard_hz: number;
  readonly samples_per_frame: number;
  readonly slice_lengths: readonly number[];
  /** Where each frame is taken for 640 samples: frames between sound and picture after a clip of 100. */
  readonly drift_frames: number;
  readonly drift: string;
}

/** `sampling` without a source: a tone at each rate. */
export async function runTone(command: ToneArguments, output: Output): Promise<number> {
  const figures = command.rates.map((rate) => measureRate(command, rate));
  if (command.plot !== null) await writePlot(command.plot, plotTone(command, figures));
  const [firstRate] = command.rates;
  if (command.wav !== null && firstRate !== undefined) {
    const samples = recordTone({ hz: command.toneHz, phase: 0 }, firstRate, WAV_SECONDS * firstRate);
    writeResultFile(
      command.wav,
      formatWav(
        samples.map((value) => WAV_AMPLITUDE * value),
        firstRate,
      ),
    );
  }
  if (command.json) {
    const { toneHz, windowMs, fps } = command;
    output.print(JSON.stringify({ tone_hz: toneHz, window_ms: windowMs, fps, rates: figures }));
  } else {
    printTone(command, figures, output);
  }
  return 0;
}

function measureRate({ toneHz, windowMs, fps }: ToneArguments, rate: number): RateFigures {
  const tone = describeTone(toneHz, rate, windowMs / 1000);
  const frame = measureFrame(rate, fps);
  const drift = measureDrift(PUBLISHED_UNIT, rate, fps, CLIP_FRAMES);
  return {
    rate,
    samples_in_window: tone.samplesInWindow,
    samples_per_period: tone.samplesPerPeriod,
    limit_hz: tone.limitHz,
    heard_hz: foldFrequency(toneHz, rate).heardHz,
    samples_per_frame: frame.samplesPerFrame,
    slice_lengths: frame.sliceLengths,
    drift_frames: drift.frames,
    drift: describeDrift(drift),
  };
}

function printTone({ toneHz, windowMs, fps }: ToneArguments, figures: readonly RateFigures[], output: Output): void {
  output.print(`${toneHz} Hz, first ${windowMs} ms, ${fps} fps`);
  const rows = figures.map((each) => [
    String(each.rate),
    formatNumber(each.samples_in_window),
    each.samples_per_period.toFixed(1),
    formatNumber(each.limit_hz),
    formatNumber(each.heard_hz),
    formatNumber(each.samples_per_frame),
    each.drift,
  ]);
  const head = ['rate', `in ${windowMs} ms`, 'per period', 'limit, Hz', 'heard, Hz', 'per frame', '640 a frame'];
  for (const line of formatTable([head, ...rows], [true, true, true, true, true, true, false])) output.print(line);
}

function plotTone(command: ToneArguments, figures: readonly RateFigures[]): string {
  const { toneHz, windowMs } = command;
  const tone = { hz: toneHz, phase: 0 };
  const curveMs = Float64Array.from({ length: CURVE_POINTS + 1 }, (_, i) => (i / CURVE_POINTS) * windowMs);
  const curve = curveMs.map((ms) => toneAt(tone, ms / 1000));
  const panels = figures.map(({ rate, samples_in_window, samples_per_period, limit_hz, heard_hz }): PlotPanel => {
    const { times, values } = sampleTone(tone, rate, windowMs / 1000);
    const heard = heard_hz === toneHz ? '' : `, heard as ${formatNumber(heard_hz)} Hz`;
    return {
      title: `${rate / 1000} kHz`,
      note: `${formatNumber(samples_in_window)} in ${windowMs} ms, ${samples_per_period.toFixed(1)} a period, limit ${formatNumber(limit_hz)} Hz${heard}`,
      x: { label: 'ms', range: [0, windowMs] },
      y: { range: [-1.15, 1.15] },
      marks: [
        { kind: 'line', x: curveMs, y: curve, color: 'fg3' },
        { kind: 'points', x: times.map((seconds) => 1000 * seconds), y: values },
      ],
    };
  });
  const title = `${toneHz} Hz, first ${windowMs} ms, as samples`;
  return drawPlot(panels, { columns: 1, panelWidthPx: 960, panelHeightPx: 150, theme: 'light', title });
}

function formatNumber(value: number): string {
  return String(Number(value.toFixed(2)));
}
