/** Whether the ASCII text, a format's mark, lies at `startByte`; false where the bytes end before it. */
export function startsWithText(bytes: Uint8Array, startByte: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[startByte + i] !== text.charCodeAt(i)) return false;
  return true;
}
