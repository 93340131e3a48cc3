/** A half-open range as Python shows a list, e.g. `[72, 100]`: no thousands separators, so that it can be pasted. */
export function formatRange([first, end]: readonly [number, number]): string {
  return `[${first}, ${end}]`;
}

/** A clip's number as its key spells it, e.g. `003`. */
export function formatClip(clip: number): string {
  return String(clip).padStart(3, '0');
}

/** Minutes, seconds and milliseconds, e.g. `00:13.240`; from an hour on with hours in front. Rounded to the millisecond. */
export function formatClock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '--:--.---';
  const totalMs = Math.max(0, Math.round(seconds * 1000));
  const ms = totalMs % 1000;
  const totalSeconds = (totalMs - ms) / 1000;
  const totalMinutes = Math.floor(totalSeconds / 60);
  const tail = `${twoDigits(totalSeconds % 60)}.${String(ms).padStart(3, '0')}`;
  if (totalMinutes < 60) return `${twoDigits(totalMinutes)}:${tail}`;
  return `${Math.floor(totalMinutes / 60)}:${twoDigits(totalMinutes % 60)}:${tail}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
