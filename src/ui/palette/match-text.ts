/** Half-open range of characters. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TextMatch {
  /** What matched, in order, without overlap. */
  readonly ranges: readonly TextRange[];
  /** 0 where the text begins with the first word that was typed, 1 where all words begin words of it, 2 elsewhere. */
  readonly rank: 0 | 1 | 2;
}

const WORD_START = /^$|[\s_/.,(-]$/;

/** Finds each typed word in the text, in any order and any case; null where one is missing. Nothing typed matches everything. */
export function matchText(text: string, typed: string): TextMatch | null {
  const lower = text.toLowerCase();
  const ranges: TextRange[] = [];
  let rank: TextMatch['rank'] = 0;
  for (const [index, word] of typed.trim().toLowerCase().split(/\s+/).filter(Boolean).entries()) {
    const start = findWord(lower, word);
    if (start === -1) return null;
    ranges.push({ start, end: start + word.length });
    if (!isWordStart(lower, start)) rank = 2;
    else if (rank === 0 && index === 0 && start > 0) rank = 1;
  }
  return { ranges: mergeRanges(ranges), rank };
}

/** The first place where the word begins a word of the text, else the first place at all. */
function findWord(text: string, word: string): number {
  const first = text.indexOf(word);
  for (let start = first; start !== -1; start = text.indexOf(word, start + 1)) {
    if (isWordStart(text, start)) return start;
  }
  return first;
}

function isWordStart(text: string, start: number): boolean {
  return WORD_START.test(text.slice(Math.max(0, start - 1), start));
}

function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return merged;
}
