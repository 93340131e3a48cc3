import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { attemptRead } from '../attempt-read.ts';
import { measureClipAudio } from '../checks/clip-audio.ts';
import { listClipKeys } from '../checks/clip-keys.ts';
import { type AuditClip, readAuditClip } from '../read-clip.ts';
import { joinStretches, type MeasuredClip, type Stretch } from '../stretch.ts';
import { frameCountOrNull } from './read-excerpt.ts';

/** Reads all clips of a sequence that can be read, `take` being told of each. Null where the sequence cannot be read at all. */
export function readStretches(
  dataset: Dataset,
  entry: string,
  config: SampleConfig,
  take: (clip: AuditClip) => void = () => {},
): readonly Stretch[] | null {
  const n_frames = frameCountOrNull(dataset, entry);
  const keys = attemptRead(() => listClipKeys(dataset.store, entry));
  if (n_frames === null || 'problem' in keys) return null;
  const clips: MeasuredClip[] = [];
  for (const number of keys.value.clips) {
    if (number * dataset.seg_len >= n_frames) break;
    const clip = readAuditClip(dataset, entry, number, n_frames, config);
    take(clip);
    const rms =
      clip.audio === null
        ? new Float32Array(clip.frameCount).fill(Number.NaN)
        : measureClipAudio(clip.audio, clip.frameCount, config.audio_unit).rms;
    clips.push({ clip: { ...clip, audio: null }, rms });
  }
  return joinStretches(clips, dataset.groups, dataset.seg_len);
}
