import type { Problem } from '../errors.ts';
import type { Finding } from './finding.ts';
import { describeCode, type FindingCode } from './finding-codes.ts';

/** Everything of a finding but what its code says. */
export type FindingDetails = Omit<Finding, 'severity' | 'code'>;

export function makeFinding(code: FindingCode, details: FindingDetails): Finding {
  return { severity: describeCode(code).severity, code, ...details };
}

/** A finding whose four lines are those of a reader's {@link Problem}. */
export function findingOfProblem(
  code: FindingCode,
  { what, expected, found, where }: Problem,
  details: Omit<FindingDetails, 'what' | 'expected' | 'found' | 'where'>,
): Finding {
  return makeFinding(code, { ...details, what, expected, found, where });
}
