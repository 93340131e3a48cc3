// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { closePageDialog, pageDialog } from '../commands/page-dialog.ts';
import { createFakeWorker } from '../sound/fake-worker.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { useKeys } from './use-keys.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let store: AppStore;
let root: Root;

function KeysOnly() {
  useKeys();
  return null;
}

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

function addElement(html: string): Element {
  document.body.insertAdjacentHTML('beforeend', html);
  const element = document.body.lastElementChild;
  if (element === null) throw new Error('nothing was added');
  return element;
}

beforeEach(async () => {
  store = createAppStore({ worker: createFakeWorker() });
  await store.actions.openDataset({ kind: 'url', url: 'fake' });
  store.actions.moveCrop(272);
  store.actions.setPlayheadFrame(331.6);
  root = createRoot(addElement('<div></div>'));
  act(() => root.render(createElement(StoreProvider, { value: store }, createElement(KeysOnly))));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  closePageDialog();
});

describe('keys on the page', () => {
  it('steps the playhead by whole frames and by clips, within the sequence', () => {
    press('ArrowRight');
    expect(store.getState().playheadFrame).toBe(332);
    press('ArrowLeft', { shiftKey: true });
    expect(store.getState().playheadFrame).toBe(232);
    for (let i = 0; i < 4; i++) press('ArrowLeft', { shiftKey: true });
    expect(store.getState().playheadFrame).toBe(0);
    for (let i = 0; i < 9; i++) press('ArrowRight', { shiftKey: true });
    expect(store.getState().playheadFrame).toBe(746);
  });

  it('moves the crop by a frame and by a clip', () => {
    press(']');
    expect(store.getState().crop).toMatchObject({ strategy: 'manual', startFrame: 273 });
    press('}', { shiftKey: true, code: 'BracketRight' });
    expect(store.getState().crop.startFrame).toBe(373);
    press('[');
    expect(store.getState().crop.startFrame).toBe(372);
  });

  it('chooses strategies, the loop, the signal and the view', () => {
    press('e');
    expect(store.getState().crop).toMatchObject({ strategy: 'end', startFrame: 547 });
    press('b');
    expect(store.getState().crop).toMatchObject({ strategy: 'begin', startFrame: 0 });
    press('r');
    expect(store.getState().crop).toMatchObject({ strategy: 'random', seed: 249 });
    press('2');
    expect(store.getState().loopTarget).toBe('window-b');
    press('n');
    expect(store.getState().isNormalized).toBe(true);
    press('4', { altKey: true, code: 'Digit4' });
    expect(store.getState().view).toBe('audit');
  });

  it('plays with Space, but not where Space presses a button', () => {
    press(' ');
    expect(store.getState().isPlaying).toBe(true);
    press(' ', {}, addElement('<button>Fit</button>'));
    expect(store.getState().isPlaying).toBe(true);
    press(' ', {}, addElement('<input type="range" />'));
    expect(store.getState().isPlaying).toBe(false);
  });

  it('does not touch the sequence while another view hides it', () => {
    store.actions.showView('audit');
    for (const key of [' ', 'r', ']', 'ArrowRight', 'g', '!']) press(key);
    expect(store.getState()).toMatchObject({ isPlaying: false, playheadFrame: 331.6, crop: { startFrame: 272 } });
    expect(pageDialog.getState().shown).toBe('none');
  });

  it('zooms about the playhead', () => {
    press('0');
    const { zoom } = store.getState();
    press('+');
    const closer = store.getState().zoom;
    expect(closer.endFrame - closer.startFrame).toBeCloseTo((zoom.endFrame - zoom.startFrame) / 1.5, 9);
    press('-');
    expect(store.getState().zoom.startFrame).toBeCloseTo(zoom.startFrame, 9);
  });

  it.each(['<input type="text" />', '<input type="search" />', '<textarea></textarea>', '<select></select>'])(
    'leaves every key to %s',
    (html) => {
      const field = addElement(html);
      for (const key of ['r', ' ', 'ArrowRight', '1', '/']) expect(press(key, {}, field).defaultPrevented).toBe(false);
      expect(store.getState()).toMatchObject({ playheadFrame: 331.6, loopTarget: 'crop', isPlaying: false });
    },
  );

  it.each(['<input type="range" />', '<div role="slider" tabindex="0"></div>', '<button role="tab">Explore</button>'])(
    'leaves the arrow keys to %s',
    (html) => {
      press('ArrowRight', {}, addElement(html));
      expect(store.getState().playheadFrame).toBe(331.6);
    },
  );

  it('does nothing below an open dialog, nor with a key that a widget has used', () => {
    const dialog = addElement('<div role="dialog" aria-modal="true"></div>');
    press('n');
    dialog.remove();
    const used = new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true });
    used.preventDefault();
    document.body.dispatchEvent(used);
    expect(store.getState().isNormalized).toBe(false);
  });

  it('lets the browser have its shortcuts and the keys that mean nothing', () => {
    expect(press('r', { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press('x').defaultPrevented).toBe(false);
    expect(press('n').defaultPrevented).toBe(true);
  });

  it('flags the sequence, and takes the flag away', () => {
    const { sequence } = store.getState();
    press('!', { shiftKey: true });
    expect([...store.getState().flaggedEntries]).toEqual([sequence.phase === 'none' ? null : sequence.entry]);
    press('!', { shiftKey: true });
    expect(store.getState().flaggedEntries.size).toBe(0);
  });

  it('opens the palette with Ctrl K from a field too, but not over another dialog', () => {
    press('k', { ctrlKey: true }, addElement('<input type="text" />'));
    expect(pageDialog.getState().shown).toBe('palette');
    closePageDialog();
    addElement('<div role="dialog" aria-modal="true"></div>');
    expect(press('k', { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(pageDialog.getState().shown).toBe('none');
  });

  it('puts the focus into the filter and opens the dialogs', () => {
    const field = addElement('<input type="search" aria-label="Filter sequences" />');
    press('/');
    expect(document.activeElement).toBe(field);
    press('?', { shiftKey: true });
    expect(pageDialog.getState().shown).toBe('keys');
    press('g');
    expect(pageDialog.getState().shown).toBe('go-to-frame');
  });
});
