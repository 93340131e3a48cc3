/** Where a command writes; tests give their own. */
export interface Output {
  /** One line of the result, to standard output. */
  print(line: string): void;
  /** One line about the work, to standard error. */
  report(line: string): void;
  /** Overwrites the progress line; does nothing where standard error is no terminal. Null clears it. */
  progress(text: string | null): void;
}

export function createProcessOutput(): Output {
  // A reader that has seen enough (`| head`) closes the pipe: nothing is wrong, and nothing more can be said.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const isTerminal = process.stderr.isTTY === true;
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    report: (line) => void process.stderr.write(`${line}\n`),
    progress: (text) => {
      if (isTerminal) process.stderr.write(`\r\u001b[2K${text ?? ''}`);
    },
  };
}

/** Rows as aligned columns, two spaces apart; numbers to the right. What a dataset is named by cannot break a line or command the terminal. */
export function formatTable(rows: readonly (readonly string[])[], isRight: readonly boolean[]): string[] {
  const shown = rows.map((row) => row.map(showControls));
  const widths = isRight.map((_, column) => shown.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0));
  return shown.map((row) =>
    row
      .map((cell, column) => (isRight[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Control characters, and those that turn the direction of the line, as escapes: "\\u000a". */
function showControls(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
