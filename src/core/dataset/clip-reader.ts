import { DataError, within } from '../errors.ts';
import { type ClipRecord, decodeClipAudio, readCoefficients, type WantedAudio } from './clip-record.ts';
import { type Dataset, readClipRecord } from './dataset.ts';
import { type FrameMoments, measureFrames, sliceFrames } from './frame-moments.ts';
import { clipKey } from './keys.ts';

/** Which part of a clip a crop reads; half-open. */
export interface ClipPart {
  readonly clip: number;
  readonly frames: readonly [number, number];
  readonly samples: readonly [number, number];
}

/** Decoded part of a clip. Arrays may be views of a cache: not to be changed. */
export interface ClipSignals {
  readonly audio: Float32Array;
  /** Row-major (frames, width) by group name. */
  readonly coef: ReadonlyMap<string, Float32Array>;
  /** Of the part's frames, where the reader keeps them. */
  readonly frameMoments?: FrameMoments;
}

/** Reads parts of clips. One reads each from its record; another keeps decoded clips. */
export interface ClipReader {
  /** @param wanted what the whole clip should hold, for checks and messages. */
  read(entry: string, part: ClipPart, wanted: WantedClip): ClipSignals;
  /** Whether the clip is kept decoded, so that reading it takes no bytes of the store. */
  isHeld(entry: string, clip: number): boolean;
}

export interface WantedClip extends WantedAudio {
  /** Frames that the sequence gives the clip. */
  readonly frameCount: number;
  /** Samples a frame; may have a fraction. */
  readonly audio_unit: number;
}

/** Reads each part anew and decodes no more than it needs: for one pass over much data. */
export function createDirectClipReader(dataset: Dataset): ClipReader {
  return {
    read(entry, part, wanted) {
      const record = readClipRecord(dataset, entry, part.clip);
      return within(`clip ${clipKey(entry, part.clip)}`, () => decodePart(dataset, record, part, wanted));
    },
    isHeld: () => false,
  };
}

function decodePart(dataset: Dataset, record: ClipRecord, part: ClipPart, wanted: WantedClip): ClipSignals {
  const [startFrame, endFrame] = part.frames;
  const [startSample, endSample] = part.samples;
  const coef = new Map<string, Float32Array>();
  for (const group of groupsOf(dataset)) {
    const rows = readCoefficients(record, group, endFrame, wanted.frameCount);
    coef.set(group.name, rows.subarray(startFrame * group.width, endFrame * group.width));
  }
  return { audio: decodeClipAudio(record, { startSample, endSample }, wanted, dataset.audioFormats), coef };
}

function groupsOf(dataset: Dataset): Dataset['groups'] {
  if (dataset.groups.length > 0) return dataset.groups;
  throw new DataError({
    code: 'groups-unknown',
    what: 'No clip could be read, so the coefficient groups are unknown',
    expected: 'a readable first clip in one of the listed sequences',
    found: 'none',
    where: dataset.store.name,
  });
}

/**
 * Keeps decoded whole clips, least recently used first out, up to `capacityBytes`: for scrubbing. A clip whose whole cannot be decoded is
 * read part by part, so that its readable part stays usable; failures are not kept.
 */
export function createCachedClipReader(dataset: Dataset, capacityBytes: number): ClipReader {
  const direct = createDirectClipReader(dataset);
  const wholeClips = new Map<string, HeldClip>();
  let heldBytes = 0;

  function drop(key: string): void {
    const held = wholeClips.get(key);
    wholeClips.delete(key);
    if (held !== undefined) heldBytes -= byteLengthOf(held.signals);
  }

  function hold(key: string, clip: HeldClip): void {
    drop(key);
    wholeClips.set(key, clip);
    heldBytes += byteLengthOf(clip.signals);
    for (const oldest of wholeClips.keys()) {
      if (heldBytes <= capacityBytes || oldest === key) break;
      drop(oldest);
    }
  }

  function wholeClip(entry: string, clip: number, wanted: WantedClip): ClipSignals {
    const key = clipKey(entry, clip);
    const held = wholeClips.get(key);
    if (held !== undefined && isSameWanted(held.wanted, wanted)) {
      wholeClips.delete(key);
      wholeClips.set(key, held);
      return held.signals;
    }
    const part: ClipPart = { clip, frames: [0, wanted.frameCount], samples: [0, wanted.sampleCount] };
    const decoded = direct.read(entry, part, wanted);
    const frameMoments = measureFrames(decoded.audio, wanted.frameCount, wanted.audio_unit);
    const signals = { ...decoded, frameMoments };
    hold(key, { wanted, signals });
    return signals;
  }

  return {
    read(entry, part, wanted) {
      let whole: ClipSignals;
      try {
        whole = wholeClip(entry, part.clip, wanted);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        return direct.read(entry, part, wanted);
      }
      const coef = new Map<string, Float32Array>();
      for (const { name, width } of dataset.groups) {
        const rows = whole.coef.get(name);
        if (rows !== undefined) coef.set(name, rows.subarray(part.frames[0] * width, part.frames[1] * width));
      }
      return {
        audio: whole.audio.subarray(...part.samples),
        coef,
        ...(whole.frameMoments === undefined ? {} : { frameMoments: sliceFrames(whole.frameMoments, ...part.frames) }),
      };
    },
    isHeld: (entry, clip) => wholeClips.has(clipKey(entry, clip)),
  };
}

interface HeldClip {
  readonly wanted: WantedClip;
  readonly signals: ClipSignals;
}

function isSameWanted(a: WantedClip, b: WantedClip): boolean {
  return (
    a.rate === b.rate &&
    a.sampleCount === b.sampleCount &&
    a.frameCount === b.frameCount &&
    a.audio_unit === b.audio_unit
  );
}

function byteLengthOf(signals: ClipSignals): number {
  let bytes = signals.audio.byteLength + (signals.frameMoments?.byteLength ?? 0);
  for (const rows of signals.coef.values()) bytes += rows.byteLength;
  return bytes;
}
