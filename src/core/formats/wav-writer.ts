/**
 * A mono WAV file of 32-bit float samples (WAVE_FORMAT_IEEE_FLOAT), so that no sample is rounded or clipped. Layout: RIFF, fmt with an empty
 * extension, fact, data (Multimedia Programming Interface 1.0 and its 1994 revision).
 */
export function formatWav(samples: Float32Array, sampleRate: number): Uint8Array {
  const dataBytes = samples.length * 4;
  const headerBytes = 58;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const putName = (at: number, name: string) => {
    for (let i = 0; i < name.length; i++) bytes[at + i] = name.charCodeAt(i);
  };
  putName(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  putName(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, 3, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 4, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 32, true);
  view.setUint16(36, 0, true);
  putName(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, samples.length, true);
  putName(50, 'data');
  view.setUint32(54, dataBytes, true);
  for (let i = 0; i < samples.length; i++) view.setFloat32(headerBytes + i * 4, samples[i] as number, true);
  return bytes;
}
