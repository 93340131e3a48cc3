import { describe, expect, it } from 'vitest';
import { drawPlot, type PlotLayout, type PlotMark, type PlotPanel } from './plot.ts';
import { PLOT_COLORS } from './plot-colors.ts';

const LAYOUT: PlotLayout = { columns: 2, panelWidthPx: 200, panelHeightPx: 122, theme: 'dark' };
/** Title 22 px, no ticks: the plot area is 200 by 100 px from (16, 38). */
const BARE: Omit<PlotPanel, 'marks'> = {
  title: 'T',
  x: { range: [0, 10], isBare: true },
  y: { range: [0, 100], isBare: true },
};

function pathOf(mark: PlotMark): string[] {
  const svg = drawPlot([{ ...BARE, marks: [mark] }], LAYOUT);
  return [...svg.matchAll(/ d="([^"]*)"/g)].map((match) => match[1] ?? '');
}

describe('a plot', () => {
  it('is as large as its panels, their gaps and its margins', () => {
    const svg = drawPlot(
      [1, 2, 3].map((n) => ({ ...BARE, title: `panel ${n}`, marks: [] })),
      LAYOUT,
    );
    expect(svg).toContain('<svg xmlns="http://www.w3.org/2000/svg" width="448" height="292" viewBox="0 0 448 292">');
    expect([...svg.matchAll(/>panel (\d)</g)].map((match) => match[1])).toEqual(['1', '2', '3']);
  });

  it('draws in the colours of its theme', () => {
    const dark = drawPlot([{ ...BARE, marks: [] }], LAYOUT);
    const light = drawPlot([{ ...BARE, marks: [] }], { ...LAYOUT, theme: 'light' });
    expect(dark).toContain(`fill="${PLOT_COLORS.dark.app}"`);
    expect(light).toContain(`fill="${PLOT_COLORS.light.app}"`);
    expect(light).not.toContain(PLOT_COLORS.dark.app);
  });

  it('escapes text, and replaces what XML cannot hold', () => {
    const svg = drawPlot([{ ...BARE, title: `<b>&"'\u0000\ud800`, marks: [] }], LAYOUT);
    expect(svg).toContain(`>&lt;b&gt;&amp;&quot;'\ufffd\ufffd</text>`);
  });

  it('is the same text for the same values', () => {
    const panel: PlotPanel = { title: 'a', x: {}, y: {}, marks: [{ kind: 'points', x: [1, 2], y: [3, 4] }] };
    expect(drawPlot([panel], LAYOUT)).toBe(drawPlot([panel], LAYOUT));
  });

  it('draws nothing but its frame where there is nothing', () => {
    expect(drawPlot([], LAYOUT)).toContain('</svg>');
    const empty = drawPlot(
      [{ title: 'x', x: { scale: 'log' }, y: {}, marks: [{ kind: 'points', x: [], y: [] }] }],
      LAYOUT,
    );
    expect(empty).not.toContain('NaN');
  });
});

describe('marks', () => {
  it('are at the places of their values', () => {
    expect(pathOf({ kind: 'line', x: [0, 5, 10], y: [0, 50, 100] })).toEqual(['M16 138L116 88L216 38']);
    expect(pathOf({ kind: 'bars', edges: [0, 5, 10], heights: [100, 50] })).toEqual([
      'M16 138V38H115V138ZM116 138V88H215V138Z',
    ]);
    expect(pathOf({ kind: 'steps', edges: [0, 5, 10], heights: [100, 50] })).toEqual(['M16 138V38H116V88H216V138']);
    expect(pathOf({ kind: 'ranges', x: [5], low: [20], high: [60] })).toEqual(['M116 118V78']);
    expect(pathOf({ kind: 'rule', axis: 'x', at: 2.5 })).toEqual(['M66 38V138']);
    expect(pathOf({ kind: 'rule', axis: 'y', at: 50 })).toEqual(['M16 88H216']);
    expect(pathOf({ kind: 'band', axis: 'x', from: 0, to: 5 })).toEqual(['M16 38H116V138H16Z']);
    expect(pathOf({ kind: 'area', x: [0, 10], low: [0, 0], high: [50, 100] })).toEqual([
      'M16 88L216 38L216 138L16 138Z',
    ]);
    expect(pathOf({ kind: 'points', x: [5], y: [50], shape: 'square', sizePx: 10 })).toEqual([
      'M110.5 82.5h11v11h-11Z',
    ]);
  });

  it('leave out what is no number: a line breaks, a point is dropped', () => {
    expect(pathOf({ kind: 'line', x: [0, 5, 10], y: [0, Number.NaN, 100] })).toEqual(['M16 138M216 38']);
    expect(pathOf({ kind: 'points', x: [Number.NaN], y: [1] })).toEqual([]);
    expect(pathOf({ kind: 'bars', edges: [0, 5, 10], heights: [Number.NaN, 0] })).toEqual([]);
    expect(pathOf({ kind: 'rule', axis: 'x', at: Number.NaN })).toEqual([]);
  });

  it('lie by their ratios on a log axis, which has no place for 0', () => {
    const svg = drawPlot(
      [
        {
          ...BARE,
          x: { scale: 'log', range: [1, 100], isBare: true },
          marks: [{ kind: 'line', x: [0, 1, 10, 100], y: [0, 0, 50, 100] }],
        },
      ],
      LAYOUT,
    );
    expect(svg).toContain('d="M16 138L116 88L216 38"');
  });
});

describe('axes', () => {
  const ticksOf = (panel: Pick<PlotPanel, 'x' | 'y' | 'marks'>, widthPx = 400) => {
    const svg = drawPlot([{ title: '', ...panel }], { ...LAYOUT, panelWidthPx: widthPx, panelHeightPx: 300 });
    return [...svg.matchAll(/text-anchor="(middle|end)">([^<]+)</g)].map((match) => `${match[1]} ${match[2]}`);
  };

  it('have round ticks, the minus as wide as a digit', () => {
    const found = ticksOf({ x: { range: [-1.2, 1.1] }, y: { isBare: true }, marks: [] });
    expect(found).toEqual(['middle \u22121.0', 'middle \u22120.5', 'middle 0', 'middle 0.5', 'middle 1.0']);
  });

  it('count by whole numbers where they are told to', () => {
    const y = { range: [0, 2] } as const;
    expect(ticksOf({ x: { isBare: true }, y: { ...y, isCount: true }, marks: [] })).toEqual([
      'end 0',
      'end 1',
      'end 2',
    ]);
  });

  it('have 1, 2 and 5 times the powers of ten on a log scale', () => {
    const found = ticksOf({ x: { scale: 'log', range: [8, 600] }, y: { isBare: true }, marks: [] });
    expect(found).toEqual(['middle 10', 'middle 20', 'middle 50', 'middle 100', 'middle 200', 'middle 500']);
  });

  it('write what is very large or very small with an exponent', () => {
    expect(ticksOf({ x: { range: [0, 4e9] }, y: { isBare: true }, marks: [] })).toContain('middle 2e9');
    expect(ticksOf({ x: { range: [0, 4e-8] }, y: { isBare: true }, marks: [] })).toContain('middle 2e\u22128');
  });

  it('show all of the values where no range is given, bars from 0', () => {
    const bars: PlotMark = { kind: 'bars', edges: [0, 1, 2], heights: [90, 100] };
    expect(ticksOf({ x: { isBare: true }, y: {}, marks: [bars] })[0]).toBe('end 0');
    const flat: PlotMark = { kind: 'line', x: [1, 2], y: [7, 7] };
    expect(ticksOf({ x: { isBare: true }, y: {}, marks: [flat] }).join(' ')).toContain('7.0');
  });

  it('take the ticks that are given, within the range', () => {
    const ticks = [
      { at: 25, text: '1 s' },
      { at: 75, text: '3 s' },
      { at: 200, text: '8 s' },
    ];
    expect(ticksOf({ x: { range: [0, 100], ticks }, y: { isBare: true }, marks: [] })).toEqual([
      'middle 1 s',
      'middle 3 s',
    ]);
  });
});
