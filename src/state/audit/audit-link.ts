import { FINDING_CODES, type FindingCode, SEVERITIES, type Severity } from '../../core/audit/finding-codes.ts';
import { linkProblem } from '../link-problem.ts';
import type { ViewLink } from '../view-link.ts';
import { type AuditFilter, SHOW_ALL } from './audit-state.ts';

const SUBJECTS = ['sound', 'coefficients'] as const;

/** What a link keeps of the Audit view: which findings are listed and which one is shown. */
export const AUDIT_LINK: ViewLink = {
  isOfDataset: true,
  format: ({ audit: { filter, chosenKey } }) => ({
    ...(filter.text === '' ? {} : { 'audit-text': filter.text }),
    ...(filter.severity === null ? {} : { 'audit-severity': filter.severity }),
    ...(filter.split === null ? {} : { 'audit-split': filter.split }),
    ...(filter.code === null ? {} : { 'audit-code': filter.code }),
    ...(filter.subject === null ? {} : { 'audit-subject': filter.subject }),
    ...(filter.isUnflaggedOnly ? { 'audit-unflagged': '1' } : {}),
    ...(chosenKey === null ? {} : { finding: chosenKey }),
  }),
  apply: ({ actions, getState }, params, report) => {
    const oneOf = <T extends string>(name: string, values: readonly T[]): T | null => {
      const text = params.get(name);
      if (text === null || text === '') return null;
      const value = values.find((candidate) => candidate === text) ?? null;
      if (value === null) report(linkProblem(name, values.join(', '), text));
      return value;
    };
    const { dataset } = getState();
    const splits = dataset.phase === 'open' ? dataset.summary.splits.map(({ name }) => name) : [];
    const filter: AuditFilter = {
      ...SHOW_ALL,
      text: params.get('audit-text') ?? '',
      severity: oneOf<Severity>('audit-severity', SEVERITIES),
      split: dataset.phase === 'open' ? oneOf('audit-split', splits) : null,
      code: oneOf('audit-code', Object.keys(FINDING_CODES) as FindingCode[]),
      subject: oneOf('audit-subject', SUBJECTS),
      isUnflaggedOnly: params.get('audit-unflagged') === '1',
    };
    actions.audit.setFilter(filter);
    actions.audit.choose(params.get('finding') || null);
  },
};
