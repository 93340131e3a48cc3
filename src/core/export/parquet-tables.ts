import { describeProblem, type Problem } from '../errors.ts';
import type { ClipContents } from './parquet-clip.ts';
import { ScalarColumn } from './parquet-column.ts';
import type { CoefficientColumn } from './parquet-layout.ts';
import { FloatListColumn } from './parquet-list-column.ts';

/** One clip of a sequence, as both tables write it. */
export interface ClipRows {
  readonly entry: string;
  /** Frames of the whole sequence, as its metadata gives them. */
  readonly n_frames: number;
  readonly clip: number;
  /** Its first frame, counted from the start of the sequence. */
  readonly startFrame: number;
  /** Frames that the sequence gives the clip. */
  readonly frameCount: number;
  /** Samples that those frames stand for. */
  readonly wantedSamples: number;
  /** Null where the store has no record of the clip, or cannot give its bytes. */
  readonly contents: ClipContents | null;
  /** Why it is not `readable`. */
  readonly problems: readonly Problem[];
}

/** `frames`: a row a frame. */
export class FramesTable {
  readonly #entry = new ScalarColumn('entry', 'STRING', 'required');
  readonly #clip = new ScalarColumn('clip', 'INT32', 'required');
  readonly #frame = new ScalarColumn('frame', 'INT32', 'required');
  readonly #loudness = new ScalarColumn('loudness', 'DOUBLE', 'nullable');
  readonly #mean = new ScalarColumn('audio_mean', 'DOUBLE', 'nullable');
  readonly #groups: readonly { readonly name: string; readonly column: FloatListColumn }[];

  constructor(groups: readonly CoefficientColumn[]) {
    this.#groups = groups.map(({ name, width, column }) => ({ name, column: new FloatListColumn(column, width) }));
  }

  get columns() {
    const lists = this.#groups.map(({ column }) => column);
    return [this.#entry, this.#clip, this.#frame, ...lists, this.#loudness, this.#mean];
  }

  /** Adds the clip's frames, null where a value cannot be read; none where nothing of the clip can be. Returns how many. */
  add({ entry, clip, startFrame, frameCount, contents }: ClipRows): number {
    if (contents === null || (contents.rows.size === 0 && contents.audio === null)) return 0;
    this.#entry.add(entry, frameCount);
    this.#clip.add(clip, frameCount);
    for (let frame = 0; frame < frameCount; frame++) {
      this.#frame.add(startFrame + frame);
      this.#loudness.add(contents.audio?.loudness[frame] ?? null);
      this.#mean.add(contents.audio?.frameMean[frame] ?? null);
    }
    for (const { name, column } of this.#groups) {
      const group = contents.rows.get(name);
      if (group !== undefined) column.addRows(group.values, group.rowCount);
      column.addNulls(frameCount - (group?.rowCount ?? 0));
    }
    return frameCount;
  }
}

/** `clips`: a row a clip that the sequences' lengths ask for, be it there or not. */
export class ClipsTable {
  readonly #entry = new ScalarColumn('entry', 'STRING', 'required');
  readonly #clip = new ScalarColumn('clip', 'INT32', 'required');
  readonly #n_frames = new ScalarColumn('n_frames', 'INT32', 'required');
  readonly #startFrame = new ScalarColumn('start_frame', 'INT32', 'required');
  readonly #frameCount = new ScalarColumn('frame_count', 'INT32', 'required');
  readonly #exportedFrames = new ScalarColumn('exported_frames', 'INT32', 'required');
  readonly #readable = new ScalarColumn('readable', 'BOOLEAN', 'required');
  readonly #problem = new ScalarColumn('problem', 'STRING', 'nullable');
  readonly #wantedSamples = new ScalarColumn('wanted_samples', 'INT32', 'required');
  // What follows is as the audio file claims, so it may be any number.
  readonly #sampleCount = new ScalarColumn('sample_count', 'INT64', 'nullable');
  readonly #rate = new ScalarColumn('rate', 'INT64', 'nullable');
  readonly #channels = new ScalarColumn('channels', 'INT64', 'nullable');
  readonly #format = new ScalarColumn('audio_format', 'STRING', 'nullable');
  readonly #bytes = new ScalarColumn('audio_bytes', 'INT64', 'nullable');
  readonly #sha256 = new ScalarColumn('audio_sha256', 'STRING', 'nullable');
  readonly #samplesSha256 = new ScalarColumn('samples_sha256', 'STRING', 'nullable');
  readonly #mean = new ScalarColumn('audio_mean', 'DOUBLE', 'nullable');
  readonly #std = new ScalarColumn('audio_std', 'DOUBLE', 'nullable');
  readonly #peak = new ScalarColumn('audio_peak', 'DOUBLE', 'nullable');
  readonly #first = new ScalarColumn('first_sample', 'DOUBLE', 'nullable');
  readonly #second = new ScalarColumn('second_sample', 'DOUBLE', 'nullable');
  readonly #lastButOne = new ScalarColumn('last_but_one_sample', 'DOUBLE', 'nullable');
  readonly #last = new ScalarColumn('last_sample', 'DOUBLE', 'nullable');
  readonly #headBend = new ScalarColumn('head_bend', 'DOUBLE', 'nullable');
  readonly #tailBend = new ScalarColumn('tail_bend', 'DOUBLE', 'nullable');

  readonly columns = [
    this.#entry,
    this.#clip,
    this.#n_frames,
    this.#startFrame,
    this.#frameCount,
    this.#exportedFrames,
    this.#readable,
    this.#problem,
    this.#wantedSamples,
    this.#sampleCount,
    this.#rate,
    this.#channels,
    this.#format,
    this.#bytes,
    this.#sha256,
    this.#samplesSha256,
    this.#mean,
    this.#std,
    this.#peak,
    this.#first,
    this.#second,
    this.#lastButOne,
    this.#last,
    this.#headBend,
    this.#tailBend,
  ];

  /** @param exportedFrames rows of the clip in `frames`. */
  add(row: ClipRows, exportedFrames: number): void {
    const { contents, problems } = row;
    const { info, audio } = contents ?? { info: null, audio: null };
    this.#entry.add(row.entry);
    this.#clip.add(row.clip);
    this.#n_frames.add(row.n_frames);
    this.#startFrame.add(row.startFrame);
    this.#frameCount.add(row.frameCount);
    this.#exportedFrames.add(exportedFrames);
    this.#readable.add(problems.length === 0);
    this.#problem.add(problems.length === 0 ? null : problems.map(describeProblem).join('\n'));
    this.#wantedSamples.add(row.wantedSamples);
    this.#sampleCount.add(info?.sampleCount ?? null);
    this.#rate.add(info?.sampleRate ?? null);
    this.#channels.add(info?.channelCount ?? null);
    this.#format.add(info?.format ?? null);
    this.#bytes.add(contents?.audioFile?.sizeBytes ?? null);
    this.#sha256.add(contents?.audioFile?.digest ?? null);
    this.#samplesSha256.add(audio?.digest ?? null);
    this.#mean.add(audio?.mean ?? null);
    this.#std.add(audio?.std ?? null);
    this.#peak.add(audio?.peak ?? null);
    this.#first.add(audio?.headSamples[0] ?? null);
    this.#second.add(audio?.headSamples[1] ?? null);
    this.#lastButOne.add(audio?.tailSamples[0] ?? null);
    this.#last.add(audio?.tailSamples[1] ?? null);
    this.#headBend.add(audio?.headBend ?? null);
    this.#tailBend.add(audio?.tailBend ?? null);
  }
}
