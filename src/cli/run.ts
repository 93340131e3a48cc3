import { DataError, describeProblem } from '../core/errors.ts';
import { UsageError } from './argument-parsing.ts';
import { type Command, parseCommand } from './arguments.ts';
import { demo } from './demo.ts';
import { exportDataset } from './export.ts';
import { HELP } from './help.ts';
import { inspect } from './inspect.ts';
import { readVersion } from './installation.ts';
import { LAB_COMMANDS } from './lab-commands.ts';
import type { Output } from './output.ts';
import { sample } from './sample.ts';
import { serve } from './serve.ts';

/** Runs one command. Exit status: 0 well, 1 bad data, 2 bad arguments; a fault of this program passes on. */
export async function run(words: readonly string[], output: Output): Promise<number> {
  try {
    const lab = LAB_COMMANDS.find(({ name }) => name === words[0]);
    return await (lab === undefined ? runCommand(parseCommand(words), output) : lab.prepare(words.slice(1))(output));
  } catch (error) {
    output.progress(null);
    if (error instanceof UsageError) {
      output.report(`talkscope: ${error.message}`);
      return 2;
    }
    if (error instanceof DataError) {
      output.report(`talkscope: ${describeProblem(error.problem)}`);
      return 1;
    }
    throw error;
  }
}

function runCommand(command: Command, output: Output): number | Promise<number> {
  switch (command.name) {
    case 'help':
      output.print(HELP);
      return 0;
    case 'version':
      output.print(readVersion());
      return 0;
    case 'inspect':
      return inspect(command, output);
    case 'sample':
      return sample(command, output);
    case 'export':
      return exportDataset(command, output);
    case 'serve':
      return serve(command, output);
    case 'demo':
      return demo(command.folder, output);
  }
}
