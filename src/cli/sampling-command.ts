import { MAX_RATE, MIN_RATE } from '../core/sampling/tone.ts';
import { exactly, parse, text, UsageError, wholeNumber } from './argument-parsing.ts';
import type { CliCommand } from './cli-command.ts';
import { checkPlotPath } from './plot-file.ts';
import { numberWithin, parseToneRates, type ToneArguments } from './sampling-arguments.ts';
import { type CropLossArguments, runCropLoss } from './sampling-crop.ts';
import { runTone } from './sampling-tone.ts';

const MAX_FRAME = 2 ** 31;

/** `sampling`: what a rate makes of a tone, or of the sound of a crop. */
export const samplingCommand: CliCommand = {
  name: 'sampling',
  usage: `  sampling [--tone HZ] [--rates 8000,16000] [--window-ms MS] [--fps F] [--json]
           [--plot FILE.svg|FILE.png] [--wav FILE]
      a tone sampled at each rate: samples, limit, what is heard, samples a frame; --wav: 2 s of it
      at the first rate, sampled without a filter
  sampling SOURCE ENTRY [--crop N|begin|end] [--to RATE] [--json] [--plot FILE.svg|FILE.png] [--wav FILE]
      what resampling the crop's sound loses, with its mean spectrum; --wav: the crop at the new rate`,
  prepare(words) {
    const { values, positionals } = parse(words, {
      tone: { type: 'string' },
      rates: { type: 'string' },
      'window-ms': { type: 'string' },
      fps: { type: 'string' },
      crop: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
      plot: { type: 'string' },
      wav: { type: 'string' },
    });
    const isTone = positionals.length === 0;
    for (const option of isTone ? ['crop', 'to'] : ['tone', 'rates', 'window-ms', 'fps']) {
      if (values[option] === undefined) continue;
      throw new UsageError(
        isTone
          ? `--${option} is for the sound of a crop: sampling SOURCE ENTRY`
          : `--${option} is for a tone, without SOURCE ENTRY`,
      );
    }
    const plot = text(values, 'plot');
    if (plot !== null) checkPlotPath(plot);
    const common = { json: values.json === true, plot, wav: text(values, 'wav') };
    if (isTone) {
      const tone: ToneArguments = {
        ...common,
        toneHz: numberWithin('--tone', text(values, 'tone') ?? '440', 1, 96_000),
        windowMs: numberWithin('--window-ms', text(values, 'window-ms') ?? '5', 0.1, 1000),
        fps: numberWithin('--fps', text(values, 'fps') ?? '25', 10, 240),
        rates: parseToneRates(text(values, 'rates') ?? '8000,16000,22050,44100'),
      };
      return (output) => runTone(tone, output);
    }
    const [source, entry] = exactly(positionals, ['SOURCE', 'ENTRY'], 'sampling');
    const crop: CropLossArguments = {
      ...common,
      source,
      entry,
      toRate: wholeNumber('--to', text(values, 'to') ?? '8000', MIN_RATE, MAX_RATE),
      ...parseCrop(text(values, 'crop') ?? 'begin'),
    };
    return (output) => runCropLoss(crop, output);
  },
};

function parseCrop(crop: string): Pick<CropLossArguments, 'strategy' | 'startFrame'> {
  if (crop === 'begin' || crop === 'end') return { strategy: crop, startFrame: null };
  if (!/^\d+$/.test(crop)) throw new UsageError(`--crop takes begin, end or a frame, found '${crop}'`);
  return { strategy: 'manual', startFrame: wholeNumber('--crop', crop, 0, MAX_FRAME) };
}
