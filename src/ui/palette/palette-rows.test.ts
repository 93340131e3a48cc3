import { describe, expect, it } from 'vitest';
import { movePaletteRow } from './palette-rows.ts';

/** 3 commands, no sequence, 2 places. */
const GROUPS = [['a', 'b', 'c'], [], ['d', 'e']];

describe('movePaletteRow', () => {
  it('walks the rows of all groups, round and round', () => {
    expect(movePaletteRow('ArrowDown', false, 2, GROUPS)).toBe(3);
    expect(movePaletteRow('ArrowDown', false, 4, GROUPS)).toBe(0);
    expect(movePaletteRow('ArrowUp', false, 0, GROUPS)).toBe(4);
  });

  it('jumps with Tab to the first row of the next group that has rows, with Shift back', () => {
    expect(movePaletteRow('Tab', false, 1, GROUPS)).toBe(3);
    expect(movePaletteRow('Tab', false, 4, GROUPS)).toBe(0);
    expect(movePaletteRow('Tab', true, 4, GROUPS)).toBe(0);
    expect(movePaletteRow('Tab', true, 1, GROUPS)).toBe(3);
  });

  it('leaves other keys to the field, and stays where there are no rows', () => {
    expect(movePaletteRow('ArrowLeft', false, 1, GROUPS)).toBeNull();
    expect(movePaletteRow('Home', false, 1, GROUPS)).toBeNull();
    expect(movePaletteRow('ArrowDown', false, 0, [[], []])).toBeNull();
    expect(movePaletteRow('Tab', false, 0, [[], []])).toBe(0);
  });
});
