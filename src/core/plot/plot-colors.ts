export type PlotTheme = 'dark' | 'light';

/** Colours of the design's tokens, for files that have no style sheet. */
const DARK = {
  app: '#121417',
  well: '#0C0D0F',
  raised: '#191C20',
  line: '#25292F',
  'line-strong': '#3A4048',
  fg: '#ECEEF0',
  fg2: '#B4BBC4',
  fg3: '#8E97A2',
  context: '#5D636B',
  a: '#22C1E8',
  b: '#FF9C45',
  c1: '#E9ECEF',
  c2: '#7DD181',
  c3: '#F07DB9',
  diff: '#F0CF4B',
  warn: '#F0CF4B',
  err: '#FF7B72',
};

const LIGHT: Readonly<Record<PlotToken, string>> = {
  app: '#F8F9FA',
  well: '#FFFFFF',
  raised: '#F1F3F5',
  line: '#E0E4E8',
  'line-strong': '#C6CCD3',
  fg: '#14171A',
  fg2: '#434A53',
  fg3: '#5D6670',
  context: '#898F98',
  a: '#00739C',
  b: '#B8500A',
  c1: '#23272C',
  c2: '#2E8540',
  c3: '#C22E82',
  diff: '#AD7A00',
  warn: '#7F6200',
  err: '#C0281F',
};

export type PlotToken = keyof typeof DARK;

/** Tokens that a mark may have; `context` is `fg3` at .60 in dark and .72 in light, as it comes out on the panel. */
export type PlotColor = Exclude<PlotToken, 'app' | 'well' | 'raised' | 'line'>;

export const PLOT_COLORS: Readonly<Record<PlotTheme, Readonly<Record<PlotToken, string>>>> = {
  dark: DARK,
  light: LIGHT,
};
