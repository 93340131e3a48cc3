import { clipKey, formatClipNumber, STORE_METADATA_KEY } from '../../dataset/keys.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { countText, quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';

/** The clips of a sequence as the store's keys have them. */
export interface ClipKeys {
  /** Clips under their proper keys, rising. */
  readonly clips: readonly number[];
  /** Last parts of other keys below the sequence, e.g. "0001" or "notes". */
  readonly others: readonly string[];
}

/** Keys of a sequence that are kept for a message; one may have millions. */
const MOST_OTHERS = 1000;
const NEXT_AFTER_SLASH = '0';

/** Lists the keys below `<entry>/`, those of other sequences that lie below it not. */
export function listClipKeys(store: RecordStore, entry: string): ClipKeys {
  const clips: number[] = [];
  const others: string[] = [];
  const prefix = `${entry}/`;
  for (const key of store.keys({ start: prefix, end: `${entry}${NEXT_AFTER_SLASH}` })) {
    const name = key.slice(prefix.length);
    if (name === STORE_METADATA_KEY || name.includes('/')) continue;
    const number = /^\d{1,15}$/.test(name) ? Number(name) : Number.NaN;
    if (formatClipNumber(number) === name) clips.push(number);
    else if (others.length < MOST_OTHERS) others.push(name);
  }
  return { clips: clips.sort((a, b) => a - b), others };
}

/** Clips that the sequence's length asks for and the store lacks; a finding a gap. */
export function findMissingClips(entry: string, { clips }: ClipKeys, n_frames: number, segLen: number): Finding[] {
  const clipCount = Math.ceil(n_frames / segLen);
  const present = clips.filter((clip) => clip < clipCount);
  const gaps: [number, number][] = [];
  let next = 0;
  for (const clip of [...present, clipCount]) {
    if (clip > next) gaps.push([next, clip]);
    next = clip + 1;
  }
  return gaps.map(([first, end]) => {
    const isOne = end === first + 1;
    const keys = isOne ? `key ${clipKey(entry, first)}` : `keys ${clipKey(entry, first)} to ${clipKey(entry, end - 1)}`;
    return makeFinding('clip-missing', {
      entry,
      clip: isOne ? first : null,
      frames: [first * segLen, Math.min(end * segLen, n_frames)],
      message: `${quantity(n_frames, 'frame')} are ${quantity(clipCount, 'clip')}, the store has ${countText(present.length)}`,
      what: isOne ? 'A clip is missing from the store' : `${countText(end - first)} clips are missing from the store`,
      expected: keys,
      found: isOne ? 'no such key' : 'no such keys',
      where: `${entry}, ${countText(present.length)} of ${quantity(clipCount, 'clip')}`,
      consequence: 'The loader stops at every crop that touches these frames.',
      numbers: { missing: end - first, present: present.length, expected: clipCount },
    });
  });
}

/** Clips past the sequence's last frame, and keys that no loader looks up. */
export function findExtraClips(
  entry: string,
  { clips, others }: ClipKeys,
  n_frames: number,
  segLen: number,
): Finding[] {
  const clipCount = Math.ceil(n_frames / segLen);
  const extra = clips.filter((clip) => clip >= clipCount);
  const findings: Finding[] = [];
  const [first] = extra;
  if (first !== undefined) {
    findings.push(
      makeFinding('clip-extra', {
        entry,
        clip: first,
        frames: null,
        message: `${quantity(extra.length, 'clip')} past the last frame, the first is ${formatClipNumber(first)}`,
        what: 'The store has clips that the sequence does not reach',
        expected: `${quantity(clipCount, 'clip')} for ${quantity(n_frames, 'frame')}`,
        found: `${quantity(clips.length, 'clip')}, the last is ${formatClipNumber(extra.at(-1) ?? first)}`,
        where: `key ${clipKey(entry, first)}`,
        consequence: 'The loader never reads them: either n_frames is too small, or they belong to something else.',
        numbers: { extra: extra.length, expected: clipCount },
      }),
    );
  }
  findings.push(...others.slice(0, 1).map((name) => describeOther(entry, name, others)));
  return findings;
}

function describeOther(entry: string, name: string, others: readonly string[]): Finding {
  const number = /^\d+$/.test(name) ? Number(name) : null;
  const key = `${entry}/${name}`;
  return makeFinding('clip-extra', {
    entry,
    clip: null,
    frames: null,
    message: `${quantity(others.length, 'key')} that no loader looks up, the first is ${name}`,
    what: 'The store has keys below the sequence that are no clips',
    expected: number === null ? 'metadata and clip numbers' : `a clip number as ${formatClipNumber(number)}`,
    found: name,
    where: `key ${key}`,
    consequence: 'They take room and are never read; a clip written under a wrong key is missing under its own.',
    numbers: { keys: others.length },
  });
}
