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

/** Rows as aligned columns, two spaces apart; numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[], isRight: readonly boolean[]): string[] {
  const widths = isRight.map((_, column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (isRight[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
