import { expect, it } from 'vitest';
import { savedFileName } from './saved-sample.ts';

it('names a sample by its entry and its first frame', () => {
  expect(savedFileName('SPK01/000', 272, 'npz')).toBe('SPK01_000_272.npz');
  expect(savedFileName('SPK01/000', 272, 'wav-raw')).toBe('SPK01_000_272.wav');
  expect(savedFileName('SPK01/000', 0, 'wav-normalized')).toBe('SPK01_000_0_normalized.wav');
});

it('leaves no character that a file system refuses, and no hidden file', () => {
  expect(savedFileName('..\\a:b*?"<>|\n/000', 1, 'npz')).toBe('__a_b________000_1.npz');
});
