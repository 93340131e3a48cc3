/** What an audio file says of itself before any sample is decoded. */
export interface AudioInfo {
  /** e.g. `FLAC`, `WAV`, `MP3`. */
  readonly format: string;
  /** Hz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Bits of a stored sample; null where the format has none (MP3). */
  readonly bitsPerSample: number | null;
  /** Samples a channel; null where only decoding tells. */
  readonly sampleCount: number | null;
}

/** Decoded samples of a half-open range. */
export interface DecodedAudio extends AudioInfo {
  readonly sampleCount: number;
  /** Index of the first decoded sample within the file. */
  readonly startSample: number;
  /** One array a channel, each `endSample - startSample` long; integers divided by 2^(bits - 1), as torchaudio and libsndfile do. */
  readonly channels: readonly Float32Array[];
}

/** Samples `[startSample, endSample)` of each channel. */
export interface SampleRange {
  readonly startSample: number;
  readonly endSample: number;
}

/** One audio file format. Adding one: its file, its fixture, and one line in `audio-formats.ts`. */
export interface AudioFormat {
  readonly name: string;
  /** Whether these bytes begin like this format. */
  isFormat(bytes: Uint8Array): boolean;
  /** Reads the header alone. Throws a `DataError` on a damaged one. */
  parseInfo(bytes: Uint8Array): AudioInfo;
  /**
   * Decodes the range (the whole file when absent); blocks outside it need not be decoded. A range past the end, or a file that ends
   * early, throws a `DataError` that says how many samples were decoded.
   */
  decode(bytes: Uint8Array, range?: SampleRange): DecodedAudio;
}
