const BLOCK_BYTES = 64;
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const CONSTANTS = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
/** Which word of the block each of the 64 steps adds (RFC 1321 section 3.4). */
const WORD_ORDER = Uint8Array.from({ length: 64 }, (_, i) => {
  const round = i >> 4;
  return [i, 5 * i + 1, 3 * i + 5, 7 * i][round]! & 15;
});

/** MD5 (RFC 1321) of bytes that arrive in pieces: FLAC keeps one of its samples. A check against damage, not against forgery. */
export class Md5 {
  readonly #state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  readonly #words = new Int32Array(16);
  readonly #pending = new Uint8Array(BLOCK_BYTES);
  #pendingBytes = 0;
  #totalBytes = 0;

  update(bytes: Uint8Array): void {
    this.#totalBytes += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      if (this.#pendingBytes === 0 && bytes.length - at >= BLOCK_BYTES) {
        this.#addBlock(bytes, at);
        at += BLOCK_BYTES;
        continue;
      }
      const taken = Math.min(BLOCK_BYTES - this.#pendingBytes, bytes.length - at);
      this.#pending.set(bytes.subarray(at, at + taken), this.#pendingBytes);
      this.#pendingBytes += taken;
      at += taken;
      if (this.#pendingBytes === BLOCK_BYTES) {
        this.#pendingBytes = 0;
        this.#addBlock(this.#pending, 0);
      }
    }
  }

  /** 32 lower-case hex digits. The object takes no more bytes afterwards. */
  digest(): string {
    const bitLength = BigInt(this.#totalBytes) * 8n;
    const zeros = (BLOCK_BYTES + 55 - (this.#totalBytes % BLOCK_BYTES)) % BLOCK_BYTES;
    const tail = new Uint8Array(1 + zeros + 8);
    tail[0] = 0x80;
    new DataView(tail.buffer).setBigUint64(1 + zeros, bitLength, true);
    this.update(tail);
    const digest = new DataView(new ArrayBuffer(16));
    this.#state.forEach((word, i) => {
      digest.setInt32(i * 4, word, true);
    });
    return Array.from(new Uint8Array(digest.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  #addBlock(bytes: Uint8Array, startByte: number): void {
    const words = this.#words;
    for (let i = 0, at = startByte; i < 16; i++, at += 4) {
      words[i] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    }
    let a = this.#state[0]!;
    let b = this.#state[1]!;
    let c = this.#state[2]!;
    let d = this.#state[3]!;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const sum = (a + mixed + CONSTANTS[i]! + words[WORD_ORDER[i]!]!) | 0;
      const shift = SHIFTS[(round << 2) | (i & 3)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    this.#state[0] = this.#state[0]! + a;
    this.#state[1] = this.#state[1]! + b;
    this.#state[2] = this.#state[2]! + c;
    this.#state[3] = this.#state[3]! + d;
  }
}
