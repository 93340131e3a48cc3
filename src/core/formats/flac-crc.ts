/** Remainders of each byte value: the checks are table driven because they run over every byte of every frame. */
function makeCrcTable(bits: 8 | 16, polynomial: number): Uint16Array {
  const table = new Uint16Array(256);
  const topBit = 1 << (bits - 1);
  const mask = 2 ** bits - 1;
  for (let value = 0; value < 256; value++) {
    let crc = value << (bits - 8);
    for (let bit = 0; bit < 8; bit++) crc = ((crc & topBit) === 0 ? crc << 1 : (crc << 1) ^ polynomial) & mask;
    table[value] = crc;
  }
  return table;
}

const CRC8_TABLE = makeCrcTable(8, 0x07);
const CRC16_TABLE = makeCrcTable(16, 0x8005);
/** CRC-16 of a byte value followed by one, two and three zero bytes: with them four bytes are taken at a time. */
const CRC16_TABLE_1 = appendZeroByte(CRC16_TABLE);
const CRC16_TABLE_2 = appendZeroByte(CRC16_TABLE_1);
const CRC16_TABLE_3 = appendZeroByte(CRC16_TABLE_2);

function appendZeroByte(table: Uint16Array): Uint16Array {
  return table.map((crc) => ((crc << 8) & 0xffff) ^ CRC16_TABLE[crc >>> 8]!);
}

/** CRC-8 of bytes `[startByte, endByte)`, polynomial x^8 + x^2 + x + 1, of frame headers (RFC 9639 section 9.1.8). */
export function calculateCrc8(bytes: Uint8Array, startByte: number, endByte: number): number {
  let crc = 0;
  for (let i = startByte; i < endByte; i++) crc = CRC8_TABLE[crc ^ bytes[i]!]!;
  return crc;
}

/**
 * CRC-16 of bytes `[startByte, endByte)`, polynomial x^16 + x^15 + x^2 + 1, of whole frames (RFC 9639 section 9.3). Pass the result for
 * the bytes before `startByte` as `crc` to go on from there. Over a frame and its own CRC it gives 0.
 */
export function calculateCrc16(bytes: Uint8Array, startByte: number, endByte: number, crc = 0): number {
  let remainder = crc;
  let i = startByte;
  for (const lastFour = endByte - 4; i <= lastFour; i += 4) {
    const first = (remainder >>> 8) ^ bytes[i]!;
    const second = (remainder & 0xff) ^ bytes[i + 1]!;
    remainder =
      CRC16_TABLE_3[first]! ^ CRC16_TABLE_2[second]! ^ CRC16_TABLE_1[bytes[i + 2]!]! ^ CRC16_TABLE[bytes[i + 3]!]!;
  }
  for (; i < endByte; i++) {
    remainder = ((remainder << 8) & 0xffff) ^ CRC16_TABLE[(remainder >>> 8) ^ bytes[i]!]!;
  }
  return remainder;
}
