import type { CliCommand } from './cli-command.ts';
import { stats } from './stats.ts';
import { parseStats } from './stats-arguments.ts';

const USAGE = `  stats SOURCE [--split train] [--method pooled|sample|random-crop] [--rounds R] [--window W] [--seed S]
        [--workers N] [--json] [-o stats.npz] [--clamp-std LIMIT]
      per-dimension mean, std, min and max over every frame of a split, on N threads: the figures are the
      same with any number; -o saves them for the loader, a std below LIMIT as 1
  stats SOURCE ... --against OTHER [--plot FILE.svg|FILE.png]
      the same, and how they differ from those of a statistics file (.npz) or of another SOURCE`;

/** `stats`: statistics of a split, and how they differ from others. */
export const statsCommand: CliCommand = {
  name: 'stats',
  usage: USAGE,
  prepare: (words) => {
    const command = parseStats(words);
    return (output) => stats(command, output);
  },
};
