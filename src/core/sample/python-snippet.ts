import type { SampleConfig } from './config.ts';
import type { CropStrategy } from './crop.ts';

/** The crop that a script has to arrive at. */
export interface SnippetCrop {
  readonly entry: string;
  readonly strategy: CropStrategy;
  /** Seed of `np.random.seed`, for `random`. */
  readonly seed: number;
  /** Draws of the seeded stream before the one that counts, for `random`. */
  readonly drawIndex: number;
  readonly startFrame: number;
}

/** What normalises the coefficients. `none`: they stay as stored, as in the loader without a statistics file. */
export type SnippetStatistics =
  | { readonly source: 'none' | 'crop' }
  | { readonly source: 'file'; readonly fileName: string }
  /** The float32 values themselves, and in a sentence how they were made. */
  | { readonly source: 'values'; readonly origin: string; readonly groups: Readonly<Record<string, SnippetValues>> }
  /** `frameCount`: frames that went in, where it is known; the script then checks its own. */
  | { readonly source: 'recomputed'; readonly scope: 'train' | 'all'; readonly frameCount: number | null };

/** Mean and std of one group, a value a dimension. */
export interface SnippetValues {
  readonly mean: Float32Array;
  readonly std: Float32Array;
}

export interface SnippetInput {
  /** Folder of the dataset for its first line; the user puts the right path there. */
  readonly dataset: string;
  readonly kind: 'lmdb' | 'snapshot';
  readonly groups: readonly string[];
  readonly config: SampleConfig;
  readonly crop: SnippetCrop;
  readonly statistics: SnippetStatistics;
}

/**
 * A Python script that reads this very sample as the training loader does (loader.py `start_frame` and `crop`), from scratch: it draws the start
 * anew and stops where it is not the one given. Text of the user's appears in string literals only.
 */
export function formatPythonSnippet(input: SnippetInput): string {
  const sections = [
    formatImports(input),
    formatSettings(input),
    input.kind === 'lmdb' ? LMDB_READER : SNAPSHOT_READER,
    formatStart(input),
    CROP,
    ...formatStatistics(input),
    NORMALIZE,
    WINDOWS,
  ];
  return `${sections.join('\n\n')}\n`;
}

function formatImports({ kind }: SnippetInput): string {
  return `import io
import pickle${kind === 'snapshot' ? '\nimport sqlite3' : ''}
from pathlib import Path
${kind === 'lmdb' ? '\nimport lmdb' : ''}
import numpy as np
import torch
import torchaudio`;
}

function formatSettings({ dataset, kind, groups, config, crop }: SnippetInput): string {
  const what = kind === 'lmdb' ? 'the folder that holds data.mdb' : 'the snapshot';
  return `DATASET = Path(${quote(dataset)})  # ${what}
ENTRY = ${quote(crop.entry)}
START_FRAME = ${crop.startFrame}
N_MOTIONS, N_WINDOWS = ${config.n_motions}, ${config.n_windows}
FPS, RATE = ${config.fps}, ${config.rate}
KEYS = [${groups.map(quote).join(', ')}]`;
}

const LMDB_READER = `env = lmdb.open(str(DATASET), readonly=True, lock=False, readahead=False, meminit=False)


def read(key):  # pickle can run code: only for data that you trust
    with env.begin() as txn:
        value = txn.get(key.encode())
    assert value is not None, f'no key {key}'
    return pickle.loads(value)
`;

const SNAPSHOT_READER = `db = sqlite3.connect(f'{DATASET.resolve().as_uri()}?mode=ro', uri=True)


def read(key):  # pickle can run code: only for data that you trust
    row = db.execute('SELECT value FROM keys JOIN records USING (id) WHERE key = ?', (key,)).fetchone()
    assert row is not None, f'no key {key}'
    return pickle.loads(row[0])
`;

function formatStart({ crop }: SnippetInput): string {
  return `unit, total = RATE / FPS, N_MOTIONS * N_WINDOWS
clip_len = read('metadata')['seg_len']
n_frames = read(f'{ENTRY}/metadata')['n_frames']
${formatStrategy(crop)}
assert start_frame == START_FRAME, f'start_frame is {start_frame}'`;
}

function formatStrategy({ strategy, seed, drawIndex }: SnippetCrop): string {
  switch (strategy) {
    case 'random':
      return `np.random.seed(${seed})
for _ in range(${drawIndex + 1}):
    start_frame = int(np.random.randint(0, n_frames - total + 1))`;
    case 'begin':
      return 'start_frame = 0';
    case 'end':
      return 'start_frame = n_frames - total';
    case 'manual':
      return 'start_frame = START_FRAME';
  }
}

const CROP = `audio, coef = [], {k: [] for k in KEYS}
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
assert all(v.shape[0] == total for v in raw_coef.values()), 'frames are missing'`;

function formatStatistics({ kind, statistics }: SnippetInput): string[] {
  switch (statistics.source) {
    case 'none':
      return ['stats = None  # the coefficients stay as stored'];
    case 'file':
      return [kind === 'lmdb' ? formatFolderFile(statistics.fileName) : formatSnapshotFile(statistics.fileName)];
    case 'crop':
      return [
        `stats = {}  # of the crop itself
for k, v in raw_coef.items():
${formatMoments('v.double().numpy()')}`,
      ];
    case 'values':
      return [formatValues(statistics.origin, statistics.groups)];
    case 'recomputed':
      return [formatRecomputed(kind, statistics.scope, statistics.frameCount)];
  }
}

function formatFolderFile(fileName: string): string {
  return `stats = {k: torch.tensor(v) for k, v in np.load(DATASET / ${quote(fileName)}).items()}`;
}

function formatSnapshotFile(fileName: string): string {
  return `npz, = db.execute('SELECT bytes FROM files WHERE name = ?', (${quote(fileName)},)).fetchone()
stats = {k: torch.tensor(v) for k, v in np.load(io.BytesIO(npz)).items()}`;
}

function formatRecomputed(kind: SnippetInput['kind'], scope: 'train' | 'all', frameCount: number | null): string {
  const check = frameCount === null ? '' : `    assert len(v) == ${frameCount}, f'{len(v)} frames'\n`;
  return `${ENTRIES[kind][scope]}
rows = {k: [] for k in KEYS}
for entry in entries:
    n = read(f'{entry}/metadata')['n_frames']
    for clip in range((n + clip_len - 1) // clip_len):
        value = read(f'{entry}/{clip:03d}')
        for k in KEYS:
            rows[k].append(value['coef'][k][:n - clip * clip_len])
stats = {}  # pooled over all their frames
for k, v in rows.items():
    v = np.concatenate(v).astype(np.float64)
${check}${formatMoments('v')}`;
}

function formatValues(origin: string, groups: Readonly<Record<string, SnippetValues>>): string {
  const arrays = Object.entries(groups).flatMap(([group, { mean, std }]) => [
    formatVector(`${group}_mean`, mean),
    formatVector(`${group}_std`, std),
  ]);
  // A line end in a name would end the comment.
  const comment = origin.replaceAll(/[\r\n\f\v\u0085\u2028\u2029]/g, ' ');
  return `# ${comment}\nstats = {k: torch.tensor(v) for k, v in {\n${arrays.join('\n')}\n}.items()}`;
}

const VALUES_A_LINE = 8;

function formatVector(name: string, values: Float32Array): string {
  const lines: string[] = [];
  for (let first = 0; first < values.length; first += VALUES_A_LINE) {
    const line = Array.from(values.subarray(first, first + VALUES_A_LINE), formatFloat32);
    lines.push(`        ${line.join(', ')},`);
  }
  return `    ${quote(name)}: [\n${lines.join('\n')}\n    ],`;
}

/** The fewest digits that are this float32 again once torch has rounded them. */
function formatFloat32(value: number): string {
  if (Number.isNaN(value)) return "float('nan')";
  if (!Number.isFinite(value)) return value > 0 ? "float('inf')" : "float('-inf')";
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return asPythonFloat(text);
  }
  return asPythonFloat(String(Number(value.toPrecision(9))));
}

/** A whole number would make torch's tensor one of integers. */
function asPythonFloat(text: string): string {
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function formatMoments(rows: string): string {
  return `    stats[f'{k}_mean'] = torch.tensor(${rows}.mean(0)).float()
    stats[f'{k}_std'] = torch.tensor(${rows}.std(0)).float()`;
}

const SPLIT_ENTRIES = 'entries = dict.fromkeys(line.strip() for line in lines if line.strip())';
const METADATA_ENTRIES = "entries = [key[:-9] for key in keys if key.endswith('/metadata')]";

/** Duplicate lines count once, as everywhere in this program. */
const ENTRIES = {
  lmdb: {
    train: `lines = (DATASET / 'train.txt').read_text(encoding='utf-8-sig').splitlines()\n${SPLIT_ENTRIES}`,
    all: `with env.begin() as txn:\n    keys = [key.decode() for key, _ in txn.cursor()]\n${METADATA_ENTRIES}`,
  },
  snapshot: {
    train: `text, = db.execute("SELECT bytes FROM files WHERE name = 'train.txt'").fetchone()
lines = text.decode('utf-8-sig').splitlines()\n${SPLIT_ENTRIES}`,
    all: `keys = [key for key, in db.execute('SELECT key FROM keys')]\n${METADATA_ENTRIES}`,
  },
} as const;

const NORMALIZE = `mean, std = raw_audio.mean(), raw_audio.std()
audio = (raw_audio - mean) / (std + 1e-5)
coef = raw_coef if stats is None else {
    k: (v - stats[f'{k}_mean']) / (stats[f'{k}_std'] + 1e-9) for k, v in raw_coef.items()}`;

const WINDOWS = `n = round(unit * N_MOTIONS)
starts = [round(unit * N_MOTIONS * i) for i in range(N_WINDOWS - 1)] + [len(audio) - n]
audio_windows = [audio[s:s + n].clone() for s in starts]
coef_windows = [{k: v[i * N_MOTIONS:(i + 1) * N_MOTIONS].clone() for k, v in coef.items()} for i in range(N_WINDOWS)]

print('start_frame', start_frame)
print('audio mean', mean.item(), 'std', std.item())
for k, v in coef.items():
    print(k, tuple(v.shape), v.dtype)`;

/** A Python string literal. JSON's escapes are among Python's, and JSON leaves no line end unescaped that Python would see as one. */
function quote(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("'") || json.includes('\\') ? json : `'${json.slice(1, -1)}'`;
}
