import { startsWithText } from './magic-text.ts';

const HEADER_BYTES = 10;

/** Bytes of the ID3v2 tags that some programs put in front of a FLAC or MP3 stream; 0 where there is none (id3.org, ID3v2.4 section 3.1). */
export function measureId3Tags(bytes: Uint8Array): number {
  let end = 0;
  while (bytes.length - end >= HEADER_BYTES && isTag(bytes, end)) {
    const hasFooter = (bytes[end + 5]! & 0x10) !== 0;
    end += HEADER_BYTES + parseSynchsafe(bytes, end + 6) + (hasFooter ? HEADER_BYTES : 0);
  }
  return end;
}

/** Whether bytes from `startByte` to the end are an ID3v1 tag, which lies behind the audio: `TAG` and 125 bytes. */
export function isId3TrailerAt(bytes: Uint8Array, startByte: number): boolean {
  return bytes.length - startByte === 128 && startsWithText(bytes, startByte, 'TAG');
}

function isTag(bytes: Uint8Array, at: number): boolean {
  const isVersion = bytes[at + 3] !== 0xff && bytes[at + 4] !== 0xff;
  const isSynchsafe = ((bytes[at + 6]! | bytes[at + 7]! | bytes[at + 8]! | bytes[at + 9]!) & 0x80) === 0;
  return startsWithText(bytes, at, 'ID3') && isVersion && isSynchsafe;
}

/** 28 bits in four bytes of 7 bits each. */
function parseSynchsafe(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 21) | (bytes[at + 1]! << 14) | (bytes[at + 2]! << 7) | bytes[at + 3]!;
}
