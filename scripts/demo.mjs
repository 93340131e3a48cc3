import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, fail, ROOT } from './install.mjs';
import { runTool } from './tools.mjs';

const PICTURES = `${ROOT}docs/images/`;
const FRAMES = `${ROOT}.cache/demo`;
const PAUSE_MS = 1500;
const VIDEO = `${PICTURES}first-look.mp4`;
const MAX_VIDEO_BYTES = 2e6;
/** x264's scale of loss: 0 none, 51 the most. */
const LOSSES = [24, 30, 36, 42];

ensureInstalled();
if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);
rmSync(FRAMES, { recursive: true, force: true });
const isWalked = runTool('@playwright/test', ['test', 'e2e/demo', '--reporter', 'list'], {
  env: {
    TALKSCOPE_CHROMIUM: ensureChromium(),
    TALKSCOPE_DEMO_PICTURES: PICTURES,
    TALKSCOPE_DEMO_PAUSE_MS: String(PAUSE_MS),
    TALKSCOPE_DEMO_FRAMES: FRAMES,
  },
});
if (!isWalked) process.exit(1);
if (spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status !== 0) {
  process.stderr.write('talkscope: no ffmpeg found, so no video is made\n');
} else {
  makeVideo();
}

/** The frames at the times at which the browser sent them, as H.264, with no more loss than the size asks for. */
function makeVideo() {
  const times = JSON.parse(readFileSync(`${FRAMES}/times.json`, 'utf8'));
  const lines = times.flatMap((time, index) => {
    const seconds = ((times[index + 1] ?? time + PAUSE_MS) - time) / 1000;
    return [`file '${index}.jpg'`, `duration ${Math.max(seconds, 0.001).toFixed(3)}`];
  });
  // ffmpeg leaves the last duration out unless its file is named again.
  writeFileSync(`${FRAMES}/list.txt`, `${[...lines, `file '${times.length - 1}.jpg'`].join('\n')}\n`);
  for (const loss of LOSSES) {
    const input = ['-f', 'concat', '-safe', '0', '-i', `${FRAMES}/list.txt`];
    const picture = ['-vf', 'fps=20,scale=1280:-2', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
    const coding = ['-c:v', 'libx264', '-preset', 'slow', '-crf', String(loss)];
    const { status } = spawnSync('ffmpeg', ['-y', '-v', 'error', ...input, ...picture, ...coding, VIDEO], {
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) fail('ffmpeg could not make the video');
    if (existsSync(VIDEO) && statSync(VIDEO).size <= MAX_VIDEO_BYTES) return;
  }
  fail(`the video is larger than ${MAX_VIDEO_BYTES} bytes at every quality tried`);
}
