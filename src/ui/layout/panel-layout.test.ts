import { describe, expect, it } from 'vitest';
import { DEFAULT_PANELS, dragPanel, parsePanels } from './panel-layout.ts';

describe('parsePanels', () => {
  it('gives the widths of the design where nothing is stored', () => {
    expect(parsePanels(null)).toEqual({
      left: { widthPx: 280, isFolded: false },
      right: { widthPx: 340, isFolded: false },
    });
  });

  it('keeps what is legal and replaces the rest, field by field', () => {
    expect(parsePanels({ left: { widthPx: 312, isFolded: true }, right: { widthPx: 9000, isFolded: 1 } })).toEqual({
      left: { widthPx: 312, isFolded: true },
      right: { widthPx: 480, isFolded: false },
    });
    expect(parsePanels({ left: 'wide', right: { widthPx: null } })).toEqual(DEFAULT_PANELS);
    expect(parsePanels([1, 2])).toEqual(DEFAULT_PANELS);
  });
});

describe('dragPanel', () => {
  it('stops at the bounds, and folds a panel that is dragged far below its least width', () => {
    expect(dragPanel('left', 301.4)).toEqual({ widthPx: 301, isFolded: false });
    expect(dragPanel('left', 150)).toEqual({ widthPx: 220, isFolded: false });
    expect(dragPanel('left', 139)).toEqual({ widthPx: 220, isFolded: true });
    expect(dragPanel('right', 600)).toEqual({ widthPx: 480, isFolded: false });
  });
});
