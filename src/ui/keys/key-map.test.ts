import { describe, expect, it } from 'vitest';
import { type KeyPress, readKey } from './key-map.ts';

function press(key: string, changes: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    isAltGraph: false,
    repeat: false,
    ...changes,
  };
}

describe('readKey', () => {
  it.each([
    [' ', { kind: 'toggle-play' }],
    ['ArrowLeft', { kind: 'move-playhead', by: 'frame', direction: -1 }],
    ['ArrowRight', { kind: 'move-playhead', by: 'frame', direction: 1 }],
    ['[', { kind: 'move-crop', by: 'frame', direction: -1 }],
    [']', { kind: 'move-crop', by: 'frame', direction: 1 }],
    ['r', { kind: 'draw-again' }],
    ['R', { kind: 'draw-again' }],
    ['b', { kind: 'crop-begin' }],
    ['e', { kind: 'crop-end' }],
    ['j', { kind: 'step-sequence', direction: 1 }],
    ['k', { kind: 'step-sequence', direction: -1 }],
    ['1', { kind: 'loop', target: 'window-a' }],
    ['2', { kind: 'loop', target: 'window-b' }],
    ['3', { kind: 'loop', target: 'crop' }],
    ['4', { kind: 'loop', target: 'sequence' }],
    ['n', { kind: 'toggle-normalized' }],
    ['+', { kind: 'zoom-in' }],
    ['-', { kind: 'zoom-out' }],
    ['0', { kind: 'fit' }],
    ['g', { kind: 'go-to-frame' }],
    ['/', { kind: 'filter' }],
    ['?', { kind: 'show-keys' }],
  ])('reads %j', (key, command) => {
    expect(readKey(press(key))).toEqual(command);
  });

  it('moves by a clip with Shift, whatever sign Shift makes of a bracket', () => {
    const back = { kind: 'move-crop', by: 'clip', direction: -1 };
    expect(readKey(press('{', { shiftKey: true, code: 'BracketLeft' }))).toEqual(back);
    expect(readKey(press('ArrowLeft', { shiftKey: true }))).toEqual({ ...back, kind: 'move-playhead' });
    expect(readKey(press('}', { shiftKey: true, code: 'BracketRight' }))).toEqual({ ...back, direction: 1 });
  });

  it('reads signs that need Shift on the keyboard', () => {
    expect(readKey(press('?', { shiftKey: true, code: 'Slash' }))).toEqual({ kind: 'show-keys' });
    expect(readKey(press('+', { shiftKey: true, code: 'Equal' }))).toEqual({ kind: 'zoom-in' });
    expect(readKey(press('1', { shiftKey: true, code: 'Digit1' }))).toEqual({ kind: 'loop', target: 'window-a' });
  });

  it('reads a bracket typed with AltGr, which Windows reports as Ctrl and Alt', () => {
    const altGraph = { ctrlKey: true, altKey: true, isAltGraph: true };
    expect(readKey(press('[', { ...altGraph, code: 'Digit8' }))).toEqual({
      kind: 'move-crop',
      by: 'frame',
      direction: -1,
    });
  });

  it('chooses a view with the Option key, which Firefox calls AltGr', () => {
    const option = { altKey: true, isAltGraph: true };
    expect(readKey(press('¡', { ...option, code: 'Digit1' }))).toEqual({ kind: 'view', view: 'explore' });
    expect(readKey(press('[', { ...option, code: 'KeyO' }))).toMatchObject({ kind: 'move-crop' });
  });

  it('chooses a view with Alt by the physical key', () => {
    expect(readKey(press('¡', { altKey: true, code: 'Digit1' }))).toEqual({ kind: 'view', view: 'explore' });
    expect(readKey(press('5', { altKey: true, code: 'Digit5' }))).toEqual({ kind: 'view', view: 'sampling' });
    expect(readKey(press('6', { altKey: true, code: 'Digit6' }))).toBeNull();
  });

  it.each([
    ['r', { ctrlKey: true }],
    ['r', { metaKey: true }],
    ['0', { ctrlKey: true }],
    ['+', { ctrlKey: true, shiftKey: true }],
    ['k', { ctrlKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['[', { metaKey: true }],
  ])('leaves %j with %j to the browser', (key, modifiers) => {
    expect(readKey(press(key, modifiers))).toBeNull();
  });

  it('repeats moves while a key is held, and nothing else', () => {
    expect(readKey(press('ArrowRight', { repeat: true }))).not.toBeNull();
    expect(readKey(press(']', { repeat: true }))).not.toBeNull();
    expect(readKey(press(' ', { repeat: true }))).toBeNull();
    expect(readKey(press('r', { repeat: true }))).toBeNull();
    expect(readKey(press('2', { repeat: true, altKey: true, code: 'Digit2' }))).toBeNull();
  });

  it('means nothing by other keys', () => {
    for (const key of ['x', 'Enter', 'Escape', 'Tab', '5', '9', 'constructor', 'Dead']) {
      expect(readKey(press(key))).toBeNull();
    }
  });
});
