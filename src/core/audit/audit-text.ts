/** Numbers and lists as findings write them. */

/** `1204` as "1,204". */
export function countText(value: number): string {
  return value.toLocaleString('en-US');
}

/** "1 frame", "1,204 samples". */
export function quantity(value: number, unit: string): string {
  return `${countText(value)} ${unit}${value === 1 ? '' : 's'}`;
}

/** Three significant digits, with an exponent only where they would be far from the point, e.g. "0.31", "14", "2.84", "1e-6". */
export function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (!Number.isFinite(value) || rounded === 0) return String(rounded);
  if (Math.abs(rounded) < 1e-4 || Math.abs(rounded) >= 1e6) return trimExponent(rounded.toExponential());
  return Math.abs(rounded) >= 1000 ? countText(Math.round(value)) : String(rounded);
}

function trimExponent(text: string): string {
  return text.replace('e+', 'e');
}

/** Rising whole numbers as runs: "3 and 4", "12 to 49", "1, 5 and 7 to 9". */
export function runsText(values: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && value === last[1] + 1) last[1] = value;
    else runs.push([value, value]);
  }
  const parts = runs.flatMap(([first, last]) => {
    if (first === last) return [String(first)];
    return last === first + 1 ? [String(first), String(last)] : [`${first} to ${last}`];
  });
  const shown = parts.length > MOST_RUNS ? [...parts.slice(0, MOST_RUNS), `${parts.length - MOST_RUNS} more`] : parts;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Runs that a line has room for. */
const MOST_RUNS = 6;

/** Half-open frames as Python has them: `[412,416)`. */
export function framesText([start, end]: readonly [number, number]): string {
  return `[${start},${end})`;
}
