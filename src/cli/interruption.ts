import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** Exit status by which a shell knows the signal that has come, 128 and its number; null as long as none has. */
  readonly status: number | null;
  /** Leaves signals to Node again. */
  release(): void;
}

/** Keeps Ctrl-C and its kin from ending the process at once, so that a command can clean up. Signals come in between turns of the event loop. */
export function holdInterruption(): Interruption {
  let status: number | null = null;
  const note = (signal: (typeof SIGNALS)[number]) => {
    status ??= 128 + constants.signals[signal];
  };
  for (const signal of SIGNALS) process.on(signal, note);
  return {
    get status() {
      return status;
    },
    release() {
      for (const signal of SIGNALS) process.off(signal, note);
    },
  };
}
