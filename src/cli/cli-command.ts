import type { Output } from './output.ts';

/** A command that reads its own arguments. */
export interface CliCommand {
  /** The word after `talkscope`. */
  readonly name: string;
  /** Lines of the help text: how it is called, then, indented, what it does. */
  readonly usage: string;
  /** Reads the words after the name. Throws a `UsageError` with one sentence. The answer runs the command and gives the exit status. */
  prepare(words: readonly string[]): (output: Output) => number | Promise<number>;
}
