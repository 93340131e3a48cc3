import { describe, expect, it } from 'vitest';
import { createSampleConfig } from './config.ts';
import { formatPythonSnippet, type SnippetInput } from './python-snippet.ts';

const INPUT: SnippetInput = {
  dataset: 'demo',
  kind: 'lmdb',
  groups: ['shape', 'exp', 'pose'],
  config: createSampleConfig(),
  crop: { entry: 'SPK01/000', strategy: 'random', seed: 249, drawIndex: 0, startFrame: 272 },
  statistics: { source: 'file', fileName: 'stats_train.npz' },
};

/** Ran with python3 on the demo: prints start_frame 272, audio mean 0.0010301795555278659 std 0.1718917042016983, as golden.json has them. */
const SCRIPT = `import io
import pickle
from pathlib import Path

import lmdb
import numpy as np
import torch
import torchaudio

DATASET = Path('demo')  # the folder that holds data.mdb
ENTRY = 'SPK01/000'
START_FRAME = 272
N_MOTIONS, N_WINDOWS = 100, 2
FPS, RATE = 25, 16000
KEYS = ['shape', 'exp', 'pose']

env = lmdb.open(str(DATASET), readonly=True, lock=False, readahead=False, meminit=False)


def read(key):  # pickle can run code: only for data that you trust
    with env.begin() as txn:
        value = txn.get(key.encode())
    assert value is not None, f'no key {key}'
    return pickle.loads(value)


unit, total = RATE / FPS, N_MOTIONS * N_WINDOWS
clip_len = read('metadata')['seg_len']
n_frames = read(f'{ENTRY}/metadata')['n_frames']
np.random.seed(249)
for _ in range(1):
    start_frame = int(np.random.randint(0, n_frames - total + 1))
assert start_frame == START_FRAME, f'start_frame is {start_frame}'

audio, coef = [], {k: [] for k in KEYS}
for clip in range(start_frame // clip_len, (start_frame + total - 1) // clip_len + 1):
    a = max(start_frame - clip * clip_len, 0)
    b = min(start_frame + total - clip * clip_len, clip_len)
    value = read(f'{ENTRY}/{clip:03d}')
    for k in KEYS:
        coef[k].append(value['coef'][k][a:b])
    wave, rate = torchaudio.load(io.BytesIO(value['audio']))
    assert rate == RATE, f'{rate} Hz'
    audio.append(wave.squeeze()[round(a * unit):round(b * unit)])
raw_audio = torch.cat(audio)
raw_coef = {k: torch.tensor(np.concatenate(v)) for k, v in coef.items()}
assert raw_audio.shape[0] == total * unit, f'{raw_audio.shape[0]} samples'
assert all(v.shape[0] == total for v in raw_coef.values()), 'frames are missing'

stats = {k: torch.tensor(v) for k, v in np.load(DATASET / 'stats_train.npz').items()}

mean, std = raw_audio.mean(), raw_audio.std()
audio = (raw_audio - mean) / (std + 1e-5)
coef = raw_coef if stats is None else {
    k: (v - stats[f'{k}_mean']) / (stats[f'{k}_std'] + 1e-9) for k, v in raw_coef.items()}

n = round(unit * N_MOTIONS)
starts = [round(unit * N_MOTIONS * i) for i in range(N_WINDOWS - 1)] + [len(audio) - n]
audio_windows = [audio[s:s + n].clone() for s in starts]
coef_windows = [{k: v[i * N_MOTIONS:(i + 1) * N_MOTIONS].clone() for k, v in coef.items()} for i in range(N_WINDOWS)]

print('start_frame', start_frame)
print('audio mean', mean.item(), 'std', std.item())
for k, v in coef.items():
    print(k, tuple(v.shape), v.dtype)
`;

describe('the Python script of a sample', () => {
  it('is the training loader in short', () => {
    expect(formatPythonSnippet(INPUT)).toBe(SCRIPT);
  });

  it('makes as many draws of the seed as the page did', () => {
    const script = formatPythonSnippet({ ...INPUT, crop: { ...INPUT.crop, seed: 4294967295, drawIndex: 2 } });
    expect(script).toContain(
      'np.random.seed(4294967295)\nfor _ in range(3):\n    start_frame = int(np.random.randint(',
    );
  });

  it.each([
    ['begin', 'start_frame = 0\n'],
    ['end', 'start_frame = n_frames - total\n'],
    ['manual', 'start_frame = START_FRAME\n'],
  ] as const)('starts by the rule of %s, without random numbers', (strategy, line) => {
    const script = formatPythonSnippet({ ...INPUT, crop: { ...INPUT.crop, strategy } });
    expect(script).toContain(line);
    expect(script).not.toContain('random');
  });

  it('has the sizes of the page', () => {
    const script = formatPythonSnippet({ ...INPUT, config: createSampleConfig({ n_motions: 70, n_windows: 3 }) });
    expect(script).toContain('N_MOTIONS, N_WINDOWS = 70, 3\n');
  });

  it('normalises by the statistics that the page uses', () => {
    const linesFor = (statistics: SnippetInput['statistics']) => formatPythonSnippet({ ...INPUT, statistics });
    expect(linesFor({ source: 'none' })).toContain('stats = None  # the coefficients stay as stored\n');
    expect(linesFor({ source: 'crop' })).toContain('torch.tensor(v.double().numpy().std(0)).float()');
    const pooled = linesFor({ source: 'recomputed', scope: 'train', frameCount: 2146 });
    expect(pooled).toContain("lines = (DATASET / 'train.txt').read_text(encoding='utf-8-sig').splitlines()");
    expect(pooled).toContain("    assert len(v) == 2146, f'{len(v)} frames'\n");
    const unknown = linesFor({ source: 'recomputed', scope: 'all', frameCount: null });
    expect(unknown).toContain("entries = [key[:-9] for key in keys if key.endswith('/metadata')]");
    expect(unknown).not.toContain('assert len(v)');
  });

  it('spells out statistics that no file has, float32 in the fewest digits that torch reads back', () => {
    const groups = {
      pose: {
        mean: Float32Array.of(0.1, -1, 3.4028235e38, Number.NaN, 1e-9, 0, 123456792, 0.5, -0.25),
        std: Float32Array.of(1 / 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, 1, 1, 1, 1, 1),
      },
    };
    const script = formatPythonSnippet({
      ...INPUT,
      statistics: { source: 'values', origin: 'Of the file a\nimport b.npz', groups },
    });
    expect(script).toContain(`# Of the file a import b.npz
stats = {k: torch.tensor(v) for k, v in {
    'pose_mean': [
        0.1, -1.0, 3.4028235e+38, float('nan'), 1e-9, 0.0, 123456790.0, 0.5,
        -0.25,
    ],
    'pose_std': [
        0.33333334, float('inf'), float('-inf'), 1.0, 1.0, 1.0, 1.0, 1.0,
        1.0,
    ],
}.items()}`);
  });

  it('reads a snapshot with sqlite3', () => {
    const script = formatPythonSnippet({ ...INPUT, kind: 'snapshot', dataset: 'demo.sqlite' });
    expect(script).toContain("DATASET = Path('demo.sqlite')  # the snapshot\n");
    expect(script).toContain("'SELECT value FROM keys JOIN records USING (id) WHERE key = ?', (key,)");
    expect(script).not.toContain('lmdb');
  });

  it('keeps names inside their string literals, whatever they hold', () => {
    const script = formatPythonSnippet({
      ...INPUT,
      dataset: "it's\n__import__('os')",
      crop: { ...INPUT.crop, entry: 'a"b\\c\u2028' },
    });
    expect(script).toContain(`DATASET = Path("it's\\n__import__('os')")  # the folder`);
    expect(script).toContain('ENTRY = "a\\"b\\\\c\u2028"\n');
  });
});
