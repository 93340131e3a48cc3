import { DataError } from '../errors.ts';
import type { SampleConfig } from './config.ts';
import type { NumpyRandomState } from './numpy-random.ts';

/** How the first frame of a crop is chosen; `random`, `begin` and `end` are the training loader's, `manual` is the user's. */
export type CropStrategy = 'random' | 'begin' | 'end' | 'manual';

/** In the order in which they are offered. */
export const CROP_STRATEGIES: readonly CropStrategy[] = ['random', 'begin', 'end', 'manual'];

/** What the strategies need beside the sequence's length. */
export interface CropChoice {
  /** For `random`; one draw is taken from it, except where the sequence has exactly one crop. */
  readonly random?: NumpyRandomState;
  /** For `manual`: frame number. */
  readonly startFrame?: number;
}

/**
 * First frame of a crop of `config.coef_total_len` frames out of a sequence of `nFrames`, as `Loader.start_frame`. Throws a `DataError`
 * where the sequence is shorter than one crop, the strategy is unknown, or the start that it needs is absent or out of range.
 */
export function drawStartFrame(
  strategy: CropStrategy,
  nFrames: number,
  config: SampleConfig,
  choice: CropChoice = {},
): number {
  const lastStart = nFrames - config.coef_total_len;
  if (!Number.isSafeInteger(nFrames) || lastStart < 0) {
    throw cropError(
      'sequence-too-short',
      `The sequence has ${nFrames} frames, a crop needs ${config.coef_total_len}`,
      `${config.coef_total_len} frames or more`,
      `${nFrames} frames`,
    );
  }
  switch (strategy) {
    case 'begin':
      return 0;
    case 'end':
      return lastStart;
    case 'random':
      if (choice.random === undefined) {
        throw cropError('crop-unseeded', 'A random crop needs random numbers', 'a seed', 'none');
      }
      return choice.random.randint(0, lastStart + 1);
    case 'manual':
      return requireStart(choice.startFrame, lastStart);
    default:
      throw cropError('crop-unknown', 'Unknown crop strategy', CROP_STRATEGIES.join(', '), String(strategy));
  }
}

function requireStart(startFrame: number | undefined, lastStart: number): number {
  if (startFrame !== undefined && Number.isInteger(startFrame) && startFrame >= 0 && startFrame <= lastStart) {
    return startFrame;
  }
  const found = startFrame === undefined ? 'none' : `frame ${startFrame}`;
  throw cropError('crop-out-of-range', 'The crop cannot start there', `a frame in 0..${lastStart}`, found);
}

function cropError(code: string, what: string, expected: string, found: string): DataError {
  return new DataError({ code, what, expected, found, where: 'crop' });
}
