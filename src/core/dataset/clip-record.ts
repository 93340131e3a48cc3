import { DataError, within } from '../errors.ts';
import type { AudioFormat, DecodedAudio, SampleRange } from '../formats/audio-format.ts';
import { findAudioFormat } from '../formats/audio-formats.ts';
import { isNdArray, type NdArray, toFloat32Array } from '../formats/ndarray.ts';
import { type PickleValue, parsePickle } from '../formats/pickle.ts';

/** One clip as stored: a whole audio file and the coefficient arrays by group name, neither decoded. */
export interface ClipRecord {
  readonly audio: Uint8Array;
  readonly coef: ReadonlyMap<string, NdArray>;
}

/** One coefficient group as the dataset's clips hold it, e.g. exp, 50 wide. */
export interface CoefficientGroup {
  readonly name: string;
  /** Values a frame. */
  readonly width: number;
}

/** Reads `{'audio': bytes, 'coef': {name: array}}`; anything else is a `DataError`. */
export function parseClipRecord(bytes: Uint8Array): ClipRecord {
  const value = parsePickle(bytes);
  const audio = fieldOf(value, 'audio');
  const coef = fieldOf(value, 'coef');
  if (!(audio instanceof Uint8Array)) throw layoutError("'audio' as bytes", describeField(value, 'audio', audio));
  if (!(coef instanceof Map)) throw layoutError("'coef' as a dict of arrays", describeField(value, 'coef', coef));
  const arrays = new Map<string, NdArray>();
  for (const [name, array] of coef) {
    if (typeof name !== 'string' || !isNdArray(array)) {
      throw layoutError("'coef' as a dict of arrays", `${String(name)}: ${kindOf(array)}`);
    }
    arrays.set(name, array);
  }
  return { audio, coef: arrays };
}

/** The width of every two-dimensional coefficient array of the clip, in the clip's own order. */
export function coefficientGroupsOf(record: ClipRecord): CoefficientGroup[] {
  return [...record.coef].map(([name, array]) => ({ name, width: array.shape[1] ?? 1 }));
}

/**
 * All rows of one group, row-major float32 (rows, width).
 *
 * @param wantedRows the frames that the sequence gives this clip, for the message alone.
 * @param endRow rows that are needed; fewer are an error, more are ignored.
 */
export function readCoefficients(
  record: ClipRecord,
  group: CoefficientGroup,
  endRow: number,
  wantedRows: number,
): Float32Array {
  const array = record.coef.get(group.name);
  if (array === undefined) {
    throw new DataError({
      code: 'coef-missing',
      what: `The clip lacks the coefficient ${group.name}`,
      expected: group.name,
      found: [...record.coef.keys()].join(', ') || 'no coefficient',
      where: '',
    });
  }
  const [rows = 0, width = 0] = array.shape;
  if (array.shape.length !== 2 || width !== group.width) {
    throw new DataError({
      code: 'coef-width',
      what: `${group.name} is ${array.shape.length === 2 ? `${width} wide` : `of shape (${array.shape.join(', ')})`} here, ${group.width} elsewhere`,
      expected: `${group.name} of shape (frames, ${group.width})`,
      found: `shape (${array.shape.join(', ')})`,
      where: '',
    });
  }
  if (rows < endRow) {
    throw new DataError({
      code: 'coef-short',
      what: `${group.name} has too few rows`,
      expected: `${wantedRows} rows`,
      found: `${rows} rows`,
      where: '',
    });
  }
  return within(group.name, () => toFloat32Array(array));
}

/** What the sampling configuration and the sequence expect of a clip's audio. */
export interface WantedAudio {
  /** Hz. */
  readonly rate: number;
  /** Samples that the clip's frames stand for. */
  readonly sampleCount: number;
}

/** Mono samples of the range at the wanted rate, decoded; frames of the file outside the range are not touched. */
export function decodeClipAudio(
  record: ClipRecord,
  range: SampleRange,
  wanted: WantedAudio,
  formats: readonly AudioFormat[],
): Float32Array {
  const format = findAudioFormat(record.audio, formats);
  const info = format.parseInfo(record.audio);
  checkAudio('rate', info.sampleRate, wanted.rate);
  checkAudio('channels', info.channelCount, 1);
  const lengthError = (found: number): DataError =>
    new DataError({
      code: 'audio-short',
      what: 'The audio of the clip is too short',
      expected: `${wanted.sampleCount} samples`,
      found: `${found} samples`,
      where: '',
    });
  if (info.sampleCount !== null && info.sampleCount < range.endSample) throw lengthError(info.sampleCount);
  if (info.sampleCount !== null) return monoOf(format.decode(record.audio, range));
  const whole = monoOf(format.decode(record.audio));
  if (whole.length < range.endSample) throw lengthError(whole.length);
  return whole.subarray(range.startSample, range.endSample);
}

function monoOf(decoded: DecodedAudio): Float32Array {
  const [mono] = decoded.channels;
  if (mono === undefined) throw new Error('a decoder returned no channel');
  return mono;
}

function checkAudio(what: 'rate' | 'channels', found: number, wanted: number): void {
  if (found === wanted) return;
  throw what === 'rate'
    ? new DataError({
        code: 'audio-rate',
        what: 'The audio of the clip has another sampling rate',
        expected: `${wanted} Hz`,
        found: `${found} Hz`,
        where: '',
      })
    : new DataError({
        code: 'audio-channels',
        what: 'The audio of the clip is not mono',
        expected: '1 channel',
        found: `${found} channels`,
        where: '',
      });
}

function fieldOf(value: PickleValue, name: string): PickleValue | undefined {
  return value instanceof Map ? value.get(name) : undefined;
}

function describeField(value: PickleValue, name: string, field: PickleValue | undefined): string {
  if (!(value instanceof Map)) return `a ${kindOf(value)} instead of a dict`;
  return field === undefined ? `no '${name}' among ${[...value.keys()].map(String).join(', ')}` : kindOf(field);
}

function kindOf(value: PickleValue | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Map) return 'dict';
  if (Array.isArray(value)) return 'list';
  if (isNdArray(value)) return `array of shape (${value.shape.join(', ')})`;
  return typeof value;
}

function layoutError(expected: string, found: string): DataError {
  return new DataError({
    code: 'clip-layout',
    what: 'The record is no clip of the HDTF_TFHP layout',
    expected,
    found,
    where: '',
  });
}
