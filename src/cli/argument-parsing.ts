import { parseArgs } from 'node:util';

/** Arguments that cannot be understood; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type OptionShapes = Record<
  string,
  { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: boolean }
>;
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Splits words into options and the rest. Throws a `UsageError` for options that are unknown or lack their value. */
export function parse(
  words: readonly string[],
  options: OptionShapes,
): { values: OptionValues; positionals: string[] } {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    return { values: parsed.values as OptionValues, positionals: parsed.positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error));
  }
}

/** Value of an option that is given once; null where it is absent. */
export function text(values: OptionValues, option: string): string | null {
  const value = values[option];
  return typeof value === 'string' ? value : null;
}

/** Values of an option that may be repeated. */
export function texts(values: OptionValues, option: string): readonly string[] {
  const value = values[option];
  return Array.isArray(value) ? value : [];
}

/** The words that are no options, as many as `names`. */
export function exactly<const N extends readonly string[]>(
  found: readonly string[],
  names: N,
  command: string,
): { [K in keyof N]: string } {
  if (found.length === names.length) return found as unknown as { [K in keyof N]: string };
  const given = found.length === 0 ? 'nothing' : found.join(' ');
  throw new UsageError(`${command} takes ${names.join(' ')}, found ${given}`);
}

/** Throws a `UsageError` that names the option and its bounds. */
export function wholeNumber(option: string, value: OptionValues[string], min: number, max: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`${option} takes a whole number from ${min} to ${max}, found '${value}'`);
}
