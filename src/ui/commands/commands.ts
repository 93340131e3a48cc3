import type { Command } from './command.ts';
import { type KeyPress, matchesKey } from './key-binding.ts';
import { PAGE_COMMANDS } from './page-commands.ts';
import { SEQUENCE_COMMANDS } from './sequence-commands.ts';

/** Everything that can be asked for by key or by name. A new command is added to one of the two lists, and is then everywhere. */
export const COMMANDS: readonly Command[] = [...SEQUENCE_COMMANDS, ...PAGE_COMMANDS];

/** Those with a modifier come first: `Shift` and an arrow would match the arrow alone too. */
const BY_PRECISION = COMMANDS.toSorted((a, b) => precision(b) - precision(a));

/** The command whose key this is; null where the press means nothing here. */
export function findByKey(press: KeyPress): Command | null {
  return BY_PRECISION.find(({ key }) => key !== null && matchesKey(key, press)) ?? null;
}

/** The command of this id. A wrong id is a fault of the program. */
export function commandById(id: string): Command {
  const found = COMMANDS.find((command) => command.id === id);
  if (found === undefined) throw new Error(`No command is called "${id}"`);
  return found;
}

function precision({ key }: Command): number {
  return key?.modifier === undefined ? 0 : 1;
}
