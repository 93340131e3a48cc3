import { expect, it } from 'vitest';
import { readKey } from './key-map.ts';
import { KEY_SHEET } from './key-sheet-entries.ts';

const TYPED: Readonly<Record<string, readonly string[]>> = {
  Space: [' '],
  '←': ['ArrowLeft'],
  '→': ['ArrowRight'],
  '1–5': ['1', '2', '3', '4', '5'],
};

it('lists on the key sheet only keys that do something', () => {
  for (const { what, caps } of KEY_SHEET.flat().flatMap(({ entries }) => entries)) {
    // Closing is the dialogs' own.
    if (caps.includes('Esc')) continue;
    for (const key of caps.filter((cap) => cap !== 'Shift' && cap !== 'Alt').flatMap((cap) => TYPED[cap] ?? [cap])) {
      const command = readKey({
        key,
        code: /^\d$/.test(key) ? `Digit${key}` : '',
        shiftKey: caps.includes('Shift'),
        altKey: caps.includes('Alt'),
        ctrlKey: false,
        metaKey: false,
        isAltGraph: false,
        repeat: false,
      });
      expect(command, `${what}: ${key}`).not.toBeNull();
    }
  }
});
