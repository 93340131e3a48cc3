import { exactly, parse, text, texts, UsageError, wholeNumber } from './argument-parsing.ts';

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'inspect'; readonly source: string; readonly json: boolean }
  | SampleCommand
  | ExportCommand
  | { readonly name: 'serve'; readonly source: string | null; readonly port: number | null; readonly open: boolean }
  | { readonly name: 'demo'; readonly folder: string };

export interface SampleCommand {
  readonly name: 'sample';
  readonly source: string;
  readonly entry: string;
  readonly strategy: 'random' | 'begin' | 'end' | 'manual';
  /** For `manual`. */
  readonly startFrame: number | null;
  /** Null draws a seed, which the answer names. */
  readonly seed: number | null;
  readonly motions: number | undefined;
  readonly fps: number | undefined;
  readonly rate: number | undefined;
  readonly json: boolean;
  readonly npz: string | null;
  readonly wav: string | null;
}

export interface ExportCommand {
  readonly name: 'export';
  readonly source: string;
  /** A snapshot's file, or a folder. */
  readonly target: string;
  /** Null where the target's name says whether it is a snapshot or an LMDB folder. */
  readonly format: 'parquet' | null;
  readonly splits: readonly string[];
  readonly entries: readonly string[];
  readonly limit?: number;
  /** Whether files in the way may be replaced. */
  readonly force: boolean;
}

const MAX_SEED = 2 ** 32 - 1;
const MAX_COUNT = 1_000_000;

/** Reads the words after `talkscope`. Throws a `UsageError` with one sentence. */
export function parseCommand(words: readonly string[]): Command {
  const [name = 'help', ...rest] = words;
  switch (name) {
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case '--version':
    case '-v':
      return { name: 'version' };
    case 'inspect': {
      const { values, positionals } = parse(rest, { json: { type: 'boolean' } });
      const [source] = exactly(positionals, ['SOURCE'], name);
      return { name, source, json: values.json === true };
    }
    case 'sample':
      return parseSample(rest);
    case 'export':
      return parseExport(rest);
    case 'serve': {
      const { values, positionals } = parse(rest, { port: { type: 'string' }, open: { type: 'boolean' } });
      if (positionals.length > 1) throw new UsageError(`serve takes one SOURCE, found ${positionals.join(' ')}`);
      const port = values.port;
      return {
        name,
        source: positionals[0] ?? null,
        port: port === undefined ? null : wholeNumber('--port', port, 1, 65_535),
        open: values.open === true,
      };
    }
    case 'demo': {
      const [folder] = exactly(parse(rest, {}).positionals, ['FOLDER'], name);
      return { name, folder };
    }
    default:
      throw new UsageError(`unknown command '${name}'; 'talkscope help' lists them`);
  }
}

function parseSample(words: readonly string[]): SampleCommand {
  const { values, positionals } = parse(words, {
    crop: { type: 'string' },
    seed: { type: 'string' },
    motions: { type: 'string' },
    fps: { type: 'string' },
    rate: { type: 'string' },
    json: { type: 'boolean' },
    npz: { type: 'string' },
    wav: { type: 'string' },
  });
  const [source, entry] = exactly(positionals, ['SOURCE', 'ENTRY'], 'sample');
  const crop = text(values, 'crop') ?? 'random';
  const isNamed = crop === 'random' || crop === 'begin' || crop === 'end';
  if (!isNamed && !/^\d{1,9}$/.test(crop)) {
    throw new UsageError(`--crop takes random, begin, end or a start frame, found '${crop}'`);
  }
  const count = (option: string) => {
    const value = text(values, option);
    return value === null ? undefined : wholeNumber(`--${option}`, value, 1, MAX_COUNT);
  };
  const seed = text(values, 'seed');
  return {
    name: 'sample',
    source,
    entry,
    strategy: isNamed ? crop : 'manual',
    startFrame: isNamed ? null : Number(crop),
    seed: seed === null ? null : wholeNumber('--seed', seed, 0, MAX_SEED),
    motions: count('motions'),
    fps: count('fps'),
    rate: count('rate'),
    json: values.json === true,
    npz: text(values, 'npz'),
    wav: text(values, 'wav'),
  };
}

function parseExport(words: readonly string[]): ExportCommand {
  const { values, positionals } = parse(words, {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    split: { type: 'string', multiple: true },
    entry: { type: 'string', multiple: true },
    limit: { type: 'string' },
    force: { type: 'boolean' },
  });
  const [source] = exactly(positionals, ['SOURCE'], 'export');
  const target = text(values, 'output');
  if (target === null || target === '')
    throw new UsageError('export takes -o FILE.sqlite or -o FOLDER/, found neither');
  const format = text(values, 'format');
  if (format !== null && format !== 'parquet') {
    throw new UsageError(`--format takes parquet, found '${format}'; without it the name after -o decides`);
  }
  const limit = text(values, 'limit');
  return {
    name: 'export',
    source,
    target,
    format,
    splits: texts(values, 'split'),
    entries: texts(values, 'entry'),
    ...(limit === null ? {} : { limit: wholeNumber('--limit', limit, 1, MAX_COUNT) }),
    force: values.force === true,
  };
}
