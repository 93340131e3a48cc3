/**
 * What went wrong, in the four parts that a user needs. Every reader reports its failures in this form, so the command line, the
 * page and the audit can show them alike.
 */
export interface Problem {
  /** Stable kebab-case name for scripts and tests, e.g. `flac-truncated`. */
  readonly code: string;
  /** What happened, a sentence without its full stop, e.g. "The pickle ends early". */
  readonly what: string;
  /** What was expected, with unit, e.g. "64000 samples". */
  readonly expected: string;
  /** What was found instead, with unit, e.g. "60000 samples". */
  readonly found: string;
  /** Where, from the outside in, e.g. "SPK04/000 clip 001, byte 812 of the pickle". */
  readonly where: string;
}

/** Bad data, as opposed to a fault of this program: its message is one line made of the four parts of its {@link Problem}. */
export class DataError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(describeProblem(problem));
    this.name = 'DataError';
    this.problem = problem;
  }
}

/** One line: what, expected, found, where. */
export function describeProblem({ what, expected, found, where }: Problem): string {
  return `${what}: expected ${expected}, found ${found} (${where})`;
}

/** Runs `read` and puts `where` in front of the place named by any {@link DataError} that it throws. Other errors pass unchanged. */
export function within<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const inner = error.problem.where;
    throw new DataError({ ...error.problem, where: inner === '' ? where : `${where}, ${inner}` });
  }
}
