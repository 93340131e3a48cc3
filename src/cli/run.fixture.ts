import type { Output } from './output.ts';
import { run } from './run.ts';

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process and gathers what it writes. */
export async function runCommand(...words: string[]): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const output: Output = {
    print: (line) => {
      stdout += `${line}\n`;
    },
    report: (line) => {
      stderr += `${line}\n`;
    },
    progress: () => {},
  };
  const status = await run(words, output);
  return { status, stdout, stderr };
}
