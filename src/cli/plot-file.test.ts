import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { drawPlot } from '../core/plot/plot.ts';
import { checkPlotPath, writePlot } from './plot-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'talkscope-plot-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.doUnmock('@resvg/resvg-js'));

const svg = drawPlot([{ title: 'Jaw', x: {}, y: {}, marks: [{ kind: 'points', x: [1, 2], y: [3, 4] }] }], {
  columns: 1,
  panelWidthPx: 200,
  panelHeightPx: 120,
  theme: 'dark',
});

/** Draws as on a machine with or without fonts, whichever this one has. */
function pretendFonts(isThere: boolean): void {
  vi.doMock('@resvg/resvg-js', () => ({
    Resvg: class {
      render() {
        return { pixels: Uint8Array.of(0, 0, 0, isThere ? 255 : 0), asPng: () => Uint8Array.of(1, 2, 3) };
      }
      getBBox() {
        return { width: 10 };
      }
    },
  }));
}

describe('a plot file', () => {
  it('is the SVG itself by that name', async () => {
    const path = join(folder, 'plot.SVG');
    await writePlot(path, svg);
    expect(readFileSync(path, 'utf8')).toBe(svg);
  });

  it('is a PNG by that name, with twice the pixels, or says that there is no font', async () => {
    const path = join(folder, 'plot.png');
    const failure = await writePlot(path, svg).catch((error: Error) => error);
    if (failure instanceof Error) {
      expect(failure.message).toContain('expected a font on this machine');
      return;
    }
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    // IHDR: width and height, big-endian, at bytes 16 and 20.
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([464, 304]);
  });

  it('is not written where text would vanish', async () => {
    pretendFonts(false);
    await expect(writePlot('jaw.png', svg)).rejects.toThrow(
      'The text of the plot cannot be drawn: expected a font on this machine, or a file name ending in .svg, found no font (jaw.png)',
    );
  });

  it('is what the renderer makes where there are fonts', async () => {
    pretendFonts(true);
    const path = join(folder, 'fonts.png');
    await writePlot(path, svg);
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  });

  it('refuses another ending before any work', () => {
    expect(() => checkPlotPath('plot.pdf')).toThrow("--plot takes a name ending in .svg or .png, found 'plot.pdf'");
  });
});
