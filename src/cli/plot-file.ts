import { DataError } from '../core/errors.ts';
import { NUMBER_FONTS } from '../core/plot/svg-text.ts';
import { UsageError } from './argument-parsing.ts';
import { writeResultFile } from './result-file.ts';

/** PNG has twice the pixels of the plot, so that its text is sharp on dense screens and in print. */
const PNG_ZOOM = 2;

/** Throws a `UsageError` unless the name ends in `.svg` or `.png`: before the work, not after it. */
export function checkPlotPath(path: string): void {
  if (!/\.(svg|png)$/i.test(path)) throw new UsageError(`--plot takes a name ending in .svg or .png, found '${path}'`);
}

/** Writes a plot of `drawPlot` as SVG, or drawn as PNG, by the end of the name. Throws a `DataError` where this machine has no font to draw a PNG's text with. */
export async function writePlot(path: string, svg: string): Promise<void> {
  checkPlotPath(path);
  writeResultFile(path, /\.svg$/i.test(path) ? svg : await renderPng(svg, path));
}

async function renderPng(svg: string, path: string): Promise<Uint8Array> {
  // Its code is native: other commands start without it.
  const { Resvg } = await import('@resvg/resvg-js');
  const font = { loadSystemFonts: true };
  const render = (text: string) => new Resvg(text, { font });
  // What has no font is left out without a word.
  if (
    !render(probeOf('W', 'sans-serif'))
      .render()
      .pixels.some((value) => value !== 0)
  ) {
    throw new DataError({
      code: 'plot-no-font',
      what: 'The text of the plot cannot be drawn',
      expected: 'a font on this machine, or a file name ending in .svg',
      found: 'no font',
      where: path,
    });
  }
  const numberFont = findNumberFont((text, family) => render(probeOf(text, family)).getBBox()?.width ?? 0);
  const drawn = numberFont === null ? svg : svg.replaceAll(NUMBER_FONTS, numberFont);
  return new Resvg(drawn, { font, fitTo: { mode: 'zoom', value: PNG_ZOOM } }).render().asPng();
}

/** Fonts of numbers that are often there, the design's first. */
const NUMBER_FAMILIES = [
  'JetBrains Mono',
  'Menlo',
  'Consolas',
  'DejaVu Sans Mono',
  'Liberation Mono',
  'Noto Sans Mono',
];

/** resvg takes its default font for a list of families, whichever of them there are. One that is absent has letters of several widths, the default's. */
function findNumberFont(widthOf: (text: string, family: string) => number): string | null {
  const isMonospaced = (family: string) => widthOf('iiiiiiii', family) > 0.8 * widthOf('WWWWWWWW', family);
  return NUMBER_FAMILIES.find(isMonospaced) ?? null;
}

/** Letters on nothing: without a font all pixels stay clear. */
function probeOf(text: string, family: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="32"><text x="4" y="28" font-size="28" font-family="${family}" fill="#000">${text}</text></svg>`;
}
