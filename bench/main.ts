import { DEMO_FOLDER } from '../src/cli/installation.ts';
import { formatTable } from '../src/cli/output.ts';
import { createCachedClipReader, createDirectClipReader } from '../src/core/dataset/clip-reader.ts';
import { openDataset } from '../src/core/dataset/dataset.ts';
import { openParts } from '../src/core/dataset/open-store.ts';
import { readFrameCount } from '../src/core/dataset/sequence.ts';
import { assembleSample } from '../src/core/sample/assemble-sample.ts';
import { createSampleConfig } from '../src/core/sample/config.ts';
import { drawStartFrame } from '../src/core/sample/crop.ts';
import { normalizeAudio } from '../src/core/sample/normalize.ts';
import { NumpyRandomState } from '../src/core/sample/numpy-random.ts';
import { normalizeGroups } from '../src/core/sample/sample-arrays.ts';
import { entriesOfSplit, measureEntries } from '../src/core/statistics/dataset-statistics.ts';
import { openFolder } from '../src/platform/node/open-folder.ts';
import { measureLoader } from './python-loader.ts';
import { summarizeTimes, timeEach } from './timing.ts';

const ROUNDS = 50;
const STATISTICS_ROUNDS = 60;
const CACHE_BYTES = 64 * 2 ** 20;

const dataset = openDataset(openParts(openFolder(DEMO_FOLDER)));
const config = createSampleConfig();
const train = entriesOfSplit(dataset, 'train');
const sequences = train
  .map((entry) => ({ entry, n_frames: readFrameCount(dataset.store, entry) }))
  .filter(({ n_frames }) => n_frames >= config.coef_total_len);

function measureSamples(reader: ReturnType<typeof createDirectClipReader>): number[] {
  const random = new NumpyRandomState(0);
  return timeEach(ROUNDS * sequences.length, (index) => {
    const sequence = sequences[index % sequences.length] as (typeof sequences)[number];
    const start = drawStartFrame('random', sequence.n_frames, config, { random });
    const raw = assembleSample(dataset, reader, sequence, start, config);
    normalizeAudio(raw.audio, raw.moments);
    normalizeGroups(dataset, raw);
  });
}

const cached = createCachedClipReader(dataset, CACHE_BYTES);
measureSamples(createDirectClipReader(dataset));
measureSamples(cached);
for (let round = 0; round < 10; round++) measureEntries(dataset, train);
const cold = summarizeTimes(measureSamples(createDirectClipReader(dataset)));
const warm = summarizeTimes(measureSamples(cached));
let frames = 0;
const statistics = summarizeTimes(
  timeEach(STATISTICS_ROUNDS, () => {
    frames = [...measureEntries(dataset, train).values()][0]?.count ?? 0;
  }),
);
const framesPerSecond = (frames / statistics.medianMs) * 1000;
const loader = measureLoader(DEMO_FOLDER, ROUNDS);

const ms = (value: number) => `${value.toFixed(2)} ms`;
const ratio = (value: number | null, wanted: string) =>
  value === null ? 'no Python loader here' : `${value.toFixed(2)} (${wanted})`;
const rows = [
  ['', 'median', 'p95', 'Python loader', 'ratio (target)'],
  [
    'cold sample',
    ms(cold.medianMs),
    ms(cold.p95Ms),
    loader ? ms(loader.ms_median) : '-',
    ratio(loader && cold.medianMs / loader.ms_median, '<= 1.0'),
  ],
  [
    'warm sample',
    ms(warm.medianMs),
    ms(warm.p95Ms),
    loader ? ms(loader.ms_median) : '-',
    ratio(loader && loader.ms_median / warm.medianMs, 'faster by >= 10'),
  ],
  [
    'pooled statistics',
    `${Math.round(framesPerSecond).toLocaleString('en-US')} frames/s`,
    ms(statistics.p95Ms),
    loader ? `${Math.round(loader.stats_frames_per_s).toLocaleString('en-US')} frames/s` : '-',
    ratio(loader && framesPerSecond / loader.stats_frames_per_s, 'faster by >= 2'),
  ],
];
console.log(`public/demo, ${ROUNDS * sequences.length} samples, Node ${process.version}`);
for (const line of formatTable(rows, [false, true, true, true, false])) console.log(line);
