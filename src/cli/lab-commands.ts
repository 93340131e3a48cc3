import type { CliCommand } from './cli-command.ts';

/** Commands about whole datasets, in the order of the help text. */
export const LAB_COMMANDS: readonly CliCommand[] = [];
