import { describe, expect, it } from 'vitest';
import { COMMANDS, findByKey } from './commands.ts';
import { capsOf, type KeyPress } from './key-binding.ts';

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

/** Id of the command that the press calls; null where it calls none. */
function call(key: string, changes: Partial<KeyPress> = {}): string | null {
  return findByKey(press(key, changes))?.id ?? null;
}

describe('findByKey', () => {
  it.each([
    [' ', 'toggle-play'],
    ['ArrowLeft', 'playhead-back'],
    ['ArrowRight', 'playhead-forward'],
    ['[', 'crop-back'],
    [']', 'crop-forward'],
    ['r', 'draw-again'],
    ['R', 'draw-again'],
    ['b', 'crop-begin'],
    ['e', 'crop-end'],
    ['j', 'next-sequence'],
    ['k', 'previous-sequence'],
    ['1', 'loop-window-a'],
    ['2', 'loop-window-b'],
    ['3', 'loop-crop'],
    ['4', 'loop-sequence'],
    ['n', 'toggle-normalized'],
    ['+', 'zoom-in'],
    ['=', 'zoom-in'],
    ['-', 'zoom-out'],
    ['0', 'fit-crop'],
    ['g', 'go-to-frame'],
    ['!', 'flag'],
    ['/', 'filter'],
    ['?', 'show-keys'],
  ])('reads %j as %s', (key, id) => {
    expect(call(key)).toBe(id);
  });

  it('moves by a clip with Shift, whatever sign Shift makes of a bracket', () => {
    expect(call('{', { shiftKey: true, code: 'BracketLeft' })).toBe('crop-clip-back');
    expect(call('ArrowLeft', { shiftKey: true })).toBe('playhead-clip-back');
    expect(call('}', { shiftKey: true, code: 'BracketRight' })).toBe('crop-clip-forward');
  });

  it('reads signs that need Shift on the keyboard', () => {
    expect(call('?', { shiftKey: true, code: 'Slash' })).toBe('show-keys');
    expect(call('!', { shiftKey: true, code: 'Digit1' })).toBe('flag');
    expect(call('+', { shiftKey: true, code: 'Equal' })).toBe('zoom-in');
    expect(call('1', { shiftKey: true, code: 'Digit1' })).toBe('loop-window-a');
  });

  it('reads a bracket typed with AltGr, which Windows reports as Ctrl and Alt', () => {
    expect(call('[', { ctrlKey: true, altKey: true, isAltGraph: true, code: 'Digit8' })).toBe('crop-back');
  });

  it('chooses a view with the Option key, which Firefox calls AltGr', () => {
    const option = { altKey: true, isAltGraph: true };
    expect(call('¡', { ...option, code: 'Digit1' })).toBe('view-explore');
    expect(call('[', { ...option, code: 'KeyO' })).toBe('crop-back');
  });

  it('chooses a view with Alt by the physical key', () => {
    expect(call('¡', { altKey: true, code: 'Digit1' })).toBe('view-explore');
    expect(call('5', { altKey: true, code: 'Digit5' })).toBe('view-sampling');
    expect(call('6', { altKey: true, code: 'Digit6' })).toBeNull();
  });

  it('opens the palette with Ctrl K, and with Cmd K', () => {
    expect(call('k', { ctrlKey: true })).toBe('palette');
    expect(call('k', { metaKey: true })).toBe('palette');
    expect(call('K', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(call('k', { ctrlKey: true, metaKey: true })).toBeNull();
  });

  it.each([
    ['r', { ctrlKey: true }],
    ['r', { metaKey: true }],
    ['0', { ctrlKey: true }],
    ['+', { ctrlKey: true, shiftKey: true }],
    ['j', { ctrlKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['[', { metaKey: true }],
  ])('leaves %j with %j to the browser', (key, modifiers) => {
    expect(call(key, modifiers)).toBeNull();
  });

  it('repeats moves while a key is held, and nothing else', () => {
    expect(call('ArrowRight', { repeat: true })).toBe('playhead-forward');
    expect(call(']', { repeat: true })).toBe('crop-forward');
    expect(call('ArrowRight', { repeat: true, shiftKey: true })).toBe('playhead-clip-forward');
    expect(call(' ', { repeat: true })).toBeNull();
    expect(call('r', { repeat: true })).toBeNull();
    expect(call('2', { repeat: true, altKey: true, code: 'Digit2' })).toBeNull();
  });

  it('means nothing by other keys', () => {
    for (const key of ['x', 'Enter', 'Escape', 'Tab', '5', '9', 'constructor', 'Dead']) {
      expect(call(key)).toBeNull();
    }
  });
});

describe('COMMANDS', () => {
  it('gives no two commands the same id, title or key', () => {
    const ids = COMMANDS.map(({ id }) => id);
    const titles = COMMANDS.map(({ title }) => title);
    const keys = COMMANDS.flatMap(({ key }) => (key === null ? [] : capsOf(key).join(' ')));
    for (const values of [ids, titles, keys]) expect(values).toEqual([...new Set(values)]);
  });
});
