// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import type { DatasetWorkerApi, GroupStatistics } from '../../worker/protocol.ts';
import { find, type Mounted, mount, press } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { LaneStack } from './lane-stack.tsx';
import { createLaneWorker } from './lane-worker.fixture.ts';

let mounted: Mounted;
let store: AppStore;

/** Silence but for frame 331, where the lowest quarter of the spectrum has the level 192: -80 dB + 191 steps of 80/254 dB = -19.8 dB. */
const readSpectrogram: DatasetWorkerApi['readSpectrogram'] = ({
  startSample,
  endSample,
  columns,
  rows,
  firstColumn,
}) => {
  const levels = new Uint8Array((columns - firstColumn) * rows).fill(1);
  const column = Math.floor(((331.5 * 640 - startSample) / (endSample - startSample)) * columns) - firstColumn;
  if (column >= 0 && column < columns - firstColumn) levels.fill(192, column * rows, column * rows + rows / 4);
  return Promise.resolve({ ok: true, value: { firstColumn, endColumn: columns, levels } });
};

/** Of the values f + d / 10 in frames 0 to 746: all four dimensions lie within three deviations. */
const STATISTICS: GroupStatistics = {
  mean: Float32Array.of(373, 373, 373, 373),
  std: Float32Array.of(200, 200, 200, 100),
  min: new Float32Array(4),
  max: new Float32Array(4),
};

beforeEach(async () => {
  const { worker, release } = createLaneWorker();
  store = createAppStore({ worker: { ...worker, readSpectrogram } });
  mounted = mount(
    <StoreProvider value={store}>
      <LaneStack />
    </StoreProvider>,
  );
  await act(async () => {
    void store.actions.openDataset({ kind: 'url', url: 'demo/' });
    await settle();
    store.actions.setLanes(store.getState().lanes.filter(({ content }) => content.kind !== 'waveform'));
    release();
    await settle();
    store.actions.setZoom({ startFrame: 300, endFrame: 400 });
    await settle();
  });
});
afterEach(() => mounted.unmount());

const lane = (name: string) => find(`section[aria-label="${name}"]`);
const plotText = (name: string) => lane(name).querySelector('[role=img]')?.getAttribute('aria-label');
const names = () => store.getState().lanes.map(({ name }) => name);

async function giveStatistics(): Promise<void> {
  await act(async () => {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') throw new Error('no dataset is open');
    const statistics = { name: 'stats_train.npz', groups: { exp: STATISTICS } };
    store.setState({ dataset: { ...dataset, summary: { ...dataset.summary, statistics } } });
    await settle();
  });
}

describe('the spectrogram', () => {
  it('says in words where it is loudest', async () => {
    await drawn(() =>
      expect(plotText('Spectrogram')).toMatch(
        /^Spectrogram, frames 300 to 400: 0 to 8 kHz, loudest −20 dB at 0\.\d\d kHz, frame 331$/,
      ),
    );
  });

  it('has its kHz and its scale in the gutter', () => {
    const gutter = lane('Spectrogram').textContent;
    for (const label of ['kHz, dB', '−80', '0', '2', '4', '6', '8']) expect(gutter).toContain(label);
  });
});

describe('a heatmap', () => {
  it('says that z-scores need statistics, and how to get some', async () => {
    expect(lane('Expression').textContent).toContain(
      'No z-scores without statistics: choose Recomputed or This crop under Coefficients',
    );
    await drawn(() => expect(plotText('Expression')).toBe('Expression, frames 300 to 400: no z-scores'));
  });

  it('says in words what is furthest from its mean', async () => {
    await giveStatistics();
    // Frame 300 of dimension 3: (300.3 - 373) / 100.
    await drawn(() =>
      expect(plotText('Expression')).toBe(
        'Expression, frames 300 to 400: z-scores of 4 dimensions, furthest from its mean exp 3, which has z −0.7',
      ),
    );
    await act(async () => {
      store.actions.fitSequence();
      await settle();
    });
    await drawn(() => expect(plotText('Expression')).toContain('exp 3, which has z −3.0 or beyond'));
  });

  it('has a row chosen by keys, whose curve Enter adds below it', () => {
    const slider = find('[role=slider][aria-label="Dimension of Expression"]');
    expect(slider.getAttribute('aria-valuetext')).toBe('none chosen');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) press(slider, key);
    expect(slider.getAttribute('aria-valuetext')).toBe('exp 1, Enter adds its curve');
    press(slider, 'Enter');
    expect(names()).toEqual(['Spectrogram', 'Expression', 'Exp 1', 'Jaw', 'Head', 'Exp 0–2']);
    press(slider, 'Enter');
    expect(names()).toHaveLength(6);
    press(slider, 'Escape');
    expect(slider.getAttribute('aria-valuetext')).toBe('none chosen');
  });
});

describe('a lane', () => {
  it('is made higher and lower by the keys of its lower edge, within its bounds', () => {
    const edge = find('hr[aria-label="Height of Spectrogram"]');
    const before = Number(edge.getAttribute('aria-valuenow'));
    press(edge, 'ArrowDown');
    expect(store.getState().heightsByLane).toEqual({ spectrogram: before + 4 });
    expect(edge.getAttribute('aria-valuenow')).toBe(String(before + 4));
    press(edge, 'End');
    press(edge, 'ArrowDown');
    expect(lane('Spectrogram').style.flexBasis).toBe('320px');
    act(() => edge.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
    expect(store.getState().heightsByLane).toEqual({});
  });

  it('moves among the others with Alt and an arrow key, and by the menu', () => {
    press(find('section[aria-label="Jaw"] button'), 'ArrowUp', { altKey: true });
    expect(names()).toEqual(['Spectrogram', 'Jaw', 'Expression', 'Head', 'Exp 0–2']);
    act(() => button('Lanes').click());
    act(() => find('[aria-label="Move Spectrogram down"]').click());
    expect(names()).toEqual(['Jaw', 'Spectrogram', 'Expression', 'Head', 'Exp 0–2']);
  });

  it('that is not shown is offered by the menu and takes its place by kind', () => {
    act(() => button('Lanes').click());
    act(() => find('[aria-label="Add Waveform"]').click());
    act(() => find('[aria-label="Add Pose heatmap"]').click());
    expect(names()).toEqual(['Waveform', 'Spectrogram', 'Expression', 'Pose', 'Jaw', 'Head', 'Exp 0–2']);
    expect(document.querySelector('[aria-label="Add Spectrogram"]')).toBeNull();
  });
});

/** Until the lanes have had their turns to be drawn. */
function drawn(check: () => void): Promise<void> {
  return act(async () => {
    await vi.waitFor(check, { timeout: 10_000 });
  });
}

function button(text: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent === text);
  if (found === undefined) throw new Error(`No button ${text}`);
  return found;
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}
