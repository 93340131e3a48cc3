import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/commands.ts';
import { KEY_SHEET, KEY_SHEET_COMMANDS } from './key-sheet-entries.ts';

describe('the key sheet', () => {
  it('shows each command that has a key, once', () => {
    const withKey = COMMANDS.filter(({ key }) => key !== null).map(({ id }) => id);
    expect([...KEY_SHEET_COMMANDS].sort()).toEqual(withKey.sort());
  });

  it('shows a common modifier once and a run of digits by its ends', () => {
    const entries = KEY_SHEET.flat().flatMap((group) => group.entries);
    const capsOf = (what: string) => entries.find((entry) => entry.what === what)?.caps;
    expect(capsOf('Start one clip')).toEqual(['Shift', '[', ']']);
    expect(capsOf('Views, left to right')).toEqual(['Alt', '1–5']);
    expect(capsOf('Loop crop, sequence')).toEqual(['3', '4']);
    expect(capsOf('Commands')).toEqual(['Ctrl', 'K']);
  });
});
