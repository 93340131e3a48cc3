import type { CoefficientGroup } from '../dataset/clip-record.ts';

/** Bytes of a pickle, put together opcode by opcode (pickletools); protocol 5 as numpy 1 writes contiguous arrays. */
class PickleBytes {
  readonly #parts: Uint8Array[] = [Uint8Array.of(0x80, 5)];

  opcode(...bytes: number[]): this {
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }

  /** SHORT_BINUNICODE. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.opcode(0x8c, bytes.length).raw(bytes);
  }

  /** BINBYTES. */
  bytes(value: Uint8Array): this {
    return this.opcode(0x42, ...littleEndian(value.length)).raw(value);
  }

  /** BININT. */
  integer(value: number): this {
    return this.opcode(0x4a, ...littleEndian(value));
  }

  /** GLOBAL. */
  global(module: string, name: string): this {
    return this.opcode(0x63).raw(new TextEncoder().encode(`${module}\n${name}\n`));
  }

  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }

  /** STOP. */
  finish(): Uint8Array {
    this.opcode(0x2e);
    const whole = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

const [MARK, TUPLE, REDUCE, BUILD, NONE, EMPTY_DICT, SETITEM, NEWTRUE, NEWFALSE] = [
  0x28, 0x74, 0x52, 0x62, 0x4e, 0x7d, 0x73, 0x88, 0x89,
] as const;

function littleEndian(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];
}

/** `{name: value}`, as the metadata records are. */
export function pickleNumber(name: string, value: number): Uint8Array {
  return new PickleBytes().opcode(EMPTY_DICT).text(name).integer(value).opcode(SETITEM).finish();
}

/** `{'audio': bytes, 'coef': {name: float32 array of shape (rows, width)}}`. */
export function pickleClip(
  audio: Uint8Array,
  coef: ReadonlyMap<string, Float32Array>,
  groups: readonly CoefficientGroup[],
): Uint8Array {
  const pickle = new PickleBytes().opcode(EMPTY_DICT).text('audio').bytes(audio).opcode(SETITEM);
  pickle.text('coef').opcode(EMPTY_DICT);
  for (const { name, width } of groups) {
    const rows = coef.get(name);
    if (rows === undefined) continue;
    pickle.text(name);
    pickle.global('numpy.core.numeric', '_frombuffer').opcode(MARK);
    pickle.bytes(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength).slice());
    pickle.global('numpy', 'dtype').opcode(MARK).text('f4').opcode(NEWFALSE, NEWTRUE, TUPLE, REDUCE);
    pickle.opcode(MARK).integer(3).text('<').opcode(NONE, NONE, NONE);
    pickle.integer(-1).integer(-1).integer(0).opcode(TUPLE, BUILD);
    pickle
      .opcode(MARK)
      .integer(rows.length / width)
      .integer(width)
      .opcode(TUPLE);
    pickle.text('C').opcode(TUPLE, REDUCE, SETITEM);
  }
  return pickle.opcode(SETITEM).finish();
}
