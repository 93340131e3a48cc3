import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run.fixture.ts';
import { formatShare } from './sampling-crop.ts';

const DEMO = fileURLToPath(new URL('../../public/demo', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-sampling-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('sampling of a tone', () => {
  it('prints what each rate makes of 440 Hz', async () => {
    expect(await runCommand('sampling')).toEqual({
      status: 0,
      stderr: '',
      stdout: `440 Hz, first 5 ms, 25 fps
 rate  in 5 ms  per period  limit, Hz  heard, Hz  per frame  640 a frame
 8000       40        18.2       4000        440        320  100 frames ahead
16000       80        36.4       8000        440        640  in step
22050   110.25        50.1      11025        440        882  27 frames behind
44100    220.5       100.2      22050        440       1764  64 frames behind
`,
    });
  });

  it('gives the alias to machines, and the tone as WAV and as a plot', async () => {
    const [wav, plot] = [join(folder, 'tone.wav'), join(folder, 'tone.svg')];
    const words = ['--tone', '5000', '--rates', '8000', '--fps', '29.97', '--json', '--wav', wav, '--plot', plot];
    const { status, stdout } = await runCommand('sampling', ...words);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      tone_hz: 5000,
      window_ms: 5,
      rates: [{ rate: 8000, samples_in_window: 40, limit_hz: 4000, heard_hz: 3000, slice_lengths: [266, 267] }],
    });
    const bytes = readFileSync(wav);
    expect([bytes.readUInt32LE(24), bytes.readUInt32LE(46)]).toEqual([8000, 16_000]);
    // Sample 1 is at 5/8 of a turn.
    expect(bytes.readFloatLE(62)).toBeCloseTo(-0.5 * Math.SQRT1_2, 6);
    expect(readFileSync(plot, 'utf8')).toContain('heard as 3000 Hz');
  });
});

describe('sampling of a crop', () => {
  it('measures what is lost, as numpy does', async () => {
    const { status, stdout } = await runCommand(
      'sampling',
      DEMO,
      'SPK01/000',
      '--crop',
      '272',
      '--to',
      '8000',
      '--json',
    );
    expect(status).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ entry: 'SPK01/000', start_frame: 272, end_frame: 472, from_rate: 16_000 });
    // numpy on the samples of `sample SPK01/000 --crop 272 --wav`: the mean square, and Welch's mean over 1,024 samples.
    expect(result.mean_square_before).toBeCloseTo(0.02954758710427268, 12);
    expect(result.lost_share).toBeCloseTo(0.0020664, 5);
    expect(result.speech_share).toBeCloseTo(0.156731, 4);
  });

  it('tells no part of the energy of silence', () => {
    expect([formatShare(0.12345, 2), formatShare(Number.NaN, 2)]).toEqual(['12.35 %', 'an unknown part']);
  });

  it('says that a higher rate gains nothing', async () => {
    const { stdout } = await runCommand('sampling', DEMO, 'SPK01/000', '--to', '22050');
    expect(stdout).toContain('nothing is lost; above 8000 Hz there is nothing to gain\n');
  });
});

it.each([
  [['sampling', '--to', '8000'], '--to is for the sound of a crop: sampling SOURCE ENTRY'],
  [['sampling', DEMO, 'SPK01/000', '--tone', '440'], '--tone is for a tone, without SOURCE ENTRY'],
  [['sampling', DEMO], `sampling takes SOURCE ENTRY, found ${DEMO}`],
  [['sampling', '--rates', '8000,x'], "--rates takes a whole number from 1000 to 192000, found 'x'"],
  [['sampling', '--tone', '0'], "--tone takes a number from 1 to 96000, found '0'"],
  [['sampling', DEMO, 'SPK01/000', '--crop', 'middle'], "--crop takes begin, end or a frame, found 'middle'"],
])('refuses bad arguments with status 2', async (words, sentence) => {
  expect(await runCommand(...words)).toEqual({ status: 2, stdout: '', stderr: `talkscope: ${sentence}\n` });
});
