import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';
import { opcodeName } from './pickle-opcodes.ts';

const NEWLINE = 0x0a;

/** Reads a pickle's opcodes and their arguments. Every length is checked against the bytes that are left before it is used. */
export class PickleCursor extends ByteCursor {
  readonly #pickle: Uint8Array;
  #opcode = 0;
  #opcodeByte = 0;

  constructor(pickle: Uint8Array) {
    super(pickle, { name: 'pickle', code: 'pickle-truncated' });
    this.#pickle = pickle;
  }

  /** Place of the opcode that is being carried out, for messages. */
  get where(): string {
    return `byte ${this.#opcodeByte} of the pickle`;
  }

  get opcodeName(): string {
    return opcodeName(this.#opcode);
  }

  opcode(): number {
    this.#opcodeByte = this.position;
    if (this.isAtEnd) throw this.#truncated('a STOP opcode', 'none');
    this.#opcode = this.uint8();
    return this.#opcode;
  }

  /** A signed length of 4 bytes; a negative one is refused. */
  length32(): number {
    const length = this.int32();
    if (length < 0) throw this.malformed('A length is negative', '0 bytes or more', `${length} bytes`);
    return length;
  }

  /** A length of 8 bytes, no larger than what is left. */
  length64(): number {
    const length = this.uint64();
    if (length > BigInt(this.remaining)) throw this.#truncated(`${length} bytes`, `${this.remaining} left`);
    return Number(length);
  }

  /** The bytes before the next newline, which is passed. */
  line(): Uint8Array {
    const end = this.#pickle.indexOf(NEWLINE, this.position);
    if (end < 0) throw this.#truncated(`a newline after ${this.opcodeName}`, `${this.remaining} bytes without one`);
    const line = this.bytes(end - this.position);
    this.skip(1);
    return line;
  }

  malformed(what: string, expected: string, found: string): DataError {
    return this.problem('pickle-malformed', what, expected, found);
  }

  problem(code: string, what: string, expected: string, found: string): DataError {
    return new DataError({ code, what, expected, found, where: this.where });
  }

  #truncated(expected: string, found: string): DataError {
    return this.problem('pickle-truncated', 'The pickle ends early', expected, found);
  }
}
