/** An entry in its two parts; together they are the entry. */
export interface EntryName {
  /** Speaker part, which may be cut on the screen. */
  readonly speaker: string;
  /** The end, from the last slash, which never is: it tells the speaker's sequences apart. */
  readonly take: string;
}

/** Width to keep free for the end of a name, in widths of a digit; letters may be wider than digits. */
export function takeWidthInDigits(take: string): number {
  return /^[/\d]*$/.test(take) ? take.length : Math.ceil(take.length * 1.6);
}

/** Splits `WRA_Speaker3/000` into `WRA_Speaker3` and `/000`. A name without a slash is all speaker. */
export function splitEntryName(entry: string): EntryName {
  const slash = entry.lastIndexOf('/');
  return slash === -1 ? { speaker: entry, take: '' } : { speaker: entry.slice(0, slash), take: entry.slice(slash) };
}
