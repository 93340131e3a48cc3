import { DataError } from '../errors.ts';

export interface NpyHeader {
  readonly dtype: string;
  readonly isFortranOrder: boolean;
  readonly shape: readonly number[];
}

/** A value of the literal: a text in quotes, a number (Python 2 ends some with L), or a boolean. */
const TOKEN = /\s*(?:'([^'\\]*)'|"([^"\\]*)"|(\d+)L?|(True|False))/y;

const SPACES = /\s*/y;

/**
 * Reads the header of an npy file: a Python dict literal with exactly the keys `descr`, `fortran_order` and `shape`, in any order. Structured
 * types, whose `descr` is a list, are refused like all else that is not these.
 */
export function parseNpyHeader(header: string): NpyHeader {
  const parser = new HeaderParser(header);
  const fields = new Map<string, string | boolean | number[]>();
  parser.takeSign('{');
  while (!parser.takeSignIf('}')) {
    const name = parser.takeText();
    if (fields.has(name)) throw damaged('each name once', `${JSON.stringify(name)} again`);
    parser.takeSign(':');
    fields.set(name, parser.takeValue());
    if (parser.takeSignIf(',')) continue;
    parser.takeSign('}');
    break;
  }
  parser.takeEnd();
  const dtype = fields.get('descr');
  const isFortranOrder = fields.get('fortran_order');
  const shape = fields.get('shape');
  if (fields.size !== 3 || typeof dtype !== 'string' || typeof isFortranOrder !== 'boolean' || !Array.isArray(shape)) {
    throw damaged('a type in descr, a boolean in fortran_order and a tuple in shape', shown(header));
  }
  return { dtype, isFortranOrder, shape };
}

class HeaderParser {
  readonly #header: string;
  #at = 0;

  constructor(header: string) {
    this.#header = header;
  }

  takeText(): string {
    return this.#takeToken((token) => typeof token === 'string', 'a name in quotes');
  }

  takeSign(sign: string): void {
    if (!this.takeSignIf(sign)) throw this.#unexpected(`"${sign}"`);
  }

  takeSignIf(sign: string): boolean {
    const from = this.#startOfToken();
    if (this.#header[from] !== sign) return false;
    this.#at = from + 1;
    return true;
  }

  /** A text, a boolean, or a tuple of numbers. */
  takeValue(): string | boolean | number[] {
    if (this.takeSignIf('(')) return this.#takeRestOfTuple();
    return this.#takeToken((token) => typeof token !== 'number', 'a type, a boolean or a tuple');
  }

  takeEnd(): void {
    if (this.#header.slice(this.#at).trim() !== '') throw this.#unexpected('the end of the header');
  }

  #takeRestOfTuple(): number[] {
    const numbers: number[] = [];
    while (!this.takeSignIf(')')) {
      numbers.push(this.#takeToken((token) => typeof token === 'number', 'a number'));
      if (this.takeSignIf(',')) continue;
      // "(3)" is a number in Python, not a tuple.
      if (numbers.length === 1) throw this.#unexpected('","');
      this.takeSign(')');
      break;
    }
    return numbers;
  }

  #takeToken<T extends string | number | boolean>(
    isWanted: (token: string | number | boolean) => token is T,
    expected: string,
  ): T {
    TOKEN.lastIndex = this.#at;
    const [, single, double, digits, name] = TOKEN.exec(this.#header) ?? [];
    const token = name !== undefined ? name === 'True' : digits !== undefined ? Number(digits) : (single ?? double);
    if (token === undefined || !isWanted(token)) throw this.#unexpected(expected);
    this.#at = TOKEN.lastIndex;
    return token;
  }

  #startOfToken(): number {
    SPACES.lastIndex = this.#at;
    SPACES.test(this.#header);
    return SPACES.lastIndex;
  }

  #unexpected(expected: string): DataError {
    const at = this.#startOfToken();
    return damaged(expected, `${shown(this.#header.slice(at))} at character ${at}`);
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}

function damaged(expected: string, found: string): DataError {
  const what = 'The header of the npy file is damaged';
  return new DataError({ code: 'npy-header', what, expected, found, where: 'header of the npy file' });
}
