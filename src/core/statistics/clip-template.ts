import type { ClipRecord, CoefficientGroup } from '../dataset/clip-record.ts';
import type { NdArray } from '../formats/ndarray.ts';

/** Half-open range of a value's bytes. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the coefficients lie in the pickle of a clip. A writer gives all its clips the same opcodes around other content, so a value that equals one that was
 * parsed in every byte but the contents has its arrays in the same places, and need not be parsed again: a tenth of the time.
 */
export interface ClipTemplate {
  /** A copy of the value that was parsed. */
  readonly value: Uint8Array;
  /** Content of the sound, whose length may differ from clip to clip. */
  readonly audio: Span;
  /** What has to be equal: everything that is neither sound nor coefficients, nor the length of the sound. */
  readonly fixed: readonly Span[];
  /** By the dataset's groups: content of the array. */
  readonly arrays: readonly Span[];
  /** Rows of the shortest array. */
  readonly rowCount: number;
}

/** Opcode of bytes with a length of 4 bytes, little-endian (Lib/pickletools.py). */
const BINBYTES = 0x42;
const LENGTH_BYTES = 4;

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * The template of a value that was parsed to `record`. Null where a copy of bytes would not do for its clips: a group is absent, of another width or not
 * float32 in C order, the sound's length is written otherwise, or contents overlap.
 */
export function makeTemplateOrNull(
  value: Uint8Array,
  record: ClipRecord,
  groups: readonly CoefficientGroup[],
): ClipTemplate | null {
  const audio = spanOrNull(value, record.audio);
  const arrays: Span[] = [];
  let rowCount = Number.POSITIVE_INFINITY;
  for (const { name, width } of groups) {
    const array = record.coef.get(name);
    const span = array === undefined || !isPlain(array, width) ? null : spanOrNull(value, array.bytes);
    if (span === null) return null;
    arrays.push(span);
    rowCount = Math.min(rowCount, array?.shape[0] ?? 0);
  }
  if (audio === null || value[audio.start - LENGTH_BYTES - 1] !== BINBYTES) return null;
  const length = { start: audio.start - LENGTH_BYTES, end: audio.start };
  const fixed = complementOrNull([...arrays, audio, length], value.length);
  return fixed === null ? null : { value: value.slice(), audio, fixed, arrays, rowCount };
}

/** How much further back in `value` lies what follows the sound; null where the value is no clip of the template. */
export function shiftOrNull(template: ClipTemplate, value: Uint8Array): number | null {
  const { audio, fixed } = template;
  const shift = value.length - template.value.length;
  const at = audio.start - LENGTH_BYTES;
  if (shift < audio.start - audio.end || readUint32(value, at) !== audio.end - audio.start + shift) return null;
  for (const { start, end } of fixed) {
    const moved = start >= audio.end ? shift : 0;
    for (let byte = start; byte < end; byte++) {
      if (template.value[byte] !== value[byte + moved]) return null;
    }
  }
  return shift;
}

/** The bytes of an array of the template in a value shifted so. A view. */
export function arrayBytes(
  { audio, arrays }: ClipTemplate,
  group: number,
  value: Uint8Array,
  shift: number,
): Uint8Array {
  const { start, end } = arrays[group] ?? { start: 0, end: 0 };
  const moved = start >= audio.end ? shift : 0;
  return value.subarray(start + moved, end + moved);
}

function isPlain({ dtype, shape, isFortranOrder }: NdArray, width: number): boolean {
  return IS_LITTLE_ENDIAN && dtype === '<f4' && shape.length === 2 && shape[1] === width && !isFortranOrder;
}

/** Where `part` lies in `value`, if it is a view of it. */
function spanOrNull(value: Uint8Array, part: Uint8Array): Span | null {
  const start = part.byteOffset - value.byteOffset;
  const isView = part.buffer === value.buffer && start >= 0 && start + part.length <= value.length;
  return isView ? { start, end: start + part.length } : null;
}

/** What the spans leave of `[0, length)`; null where two of them overlap. */
function complementOrNull(spans: readonly Span[], length: number): Span[] | null {
  const left: Span[] = [];
  let next = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < next) return null;
    left.push({ start: next, end: start });
    next = end;
  }
  left.push({ start: next, end: length });
  return left;
}

function readUint32(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + LENGTH_BYTES);
  return a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
}
