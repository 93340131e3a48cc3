import { auditCommand } from './audit-command.ts';
import type { CliCommand } from './cli-command.ts';
import { coverageCommand } from './coverage-command.ts';
import { profileCommand } from './profile-command.ts';
import { samplingCommand } from './sampling-command.ts';
import { statsCommand } from './stats-command.ts';

/** Commands about whole datasets, in the order of the help text. */
export const LAB_COMMANDS: readonly CliCommand[] = [
  statsCommand,
  auditCommand,
  profileCommand,
  coverageCommand,
  samplingCommand,
];
