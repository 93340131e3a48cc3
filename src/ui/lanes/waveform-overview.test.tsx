// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../state/store.ts';
import { find, type Mounted, mount } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { LaneStack } from './lane-stack.tsx';
import { createLaneWorker } from './lane-worker.fixture.ts';

// wavesurfer.js needs a canvas, which the simulated page lacks.
vi.mock('./waveform-view.ts', () => ({
  mountWaveform: () => ({ update: () => {}, placeRegion: () => {}, destroy: () => {} }),
}));

let mounted: Mounted;
afterEach(() => mounted.unmount());

describe('the waveform lane', () => {
  it('shows what a snapshot knows of the sound while the other lanes wait for clips', async () => {
    // Its clips never arrive.
    const { worker } = createLaneWorker();
    const extremes = Float32Array.from({ length: 747 * 2 }, (_, index) => (index % 2 === 0 ? -0.125 : 0.375));
    const readOverview = () => Promise.resolve({ ok: true as const, value: extremes });
    const store = createAppStore({ worker: { ...worker, readOverview } });
    await act(async () => {
      mounted = mount(
        <StoreProvider value={store}>
          <LaneStack />
        </StoreProvider>,
      );
      await store.actions.openDataset({ kind: 'url', url: 'demo/' });
    });
    const waveform = find('section[aria-label="Waveform"]');
    await act(async () => {
      await vi.waitFor(
        () =>
          expect(waveform.querySelector('[role=img]')?.getAttribute('aria-label')).toContain(
            'samples from −0.1250 to 0.3750',
          ),
        { timeout: 10_000 },
      );
    });
    expect(waveform.textContent).not.toContain('Decoding');
    expect(find('section[aria-label="Jaw"]').textContent).toContain('Decoding clip 001 of 8');
  });
});
