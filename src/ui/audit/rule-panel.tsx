import { useState } from 'react';
import { AUDIT_RULE_INFO, type AuditRules } from '../../core/audit/audit-rules.ts';
import type { FindingCode } from '../../core/audit/finding.ts';
import { describeCode } from '../../core/audit/finding-codes.ts';
import { Button } from '../controls/button.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { useActions, useAppState } from '../store-context.ts';
import { codeOfKey } from './finding-words.ts';
import styles from './rule-panel.module.css';
import { formatRule, stepOfRule } from './rule-words.ts';

/** The thresholds behind the chosen code, which the user may set for another pass. */
export function RulePanel() {
  const code = useAppState(({ audit }) => audit.filter.code ?? codeOfKey(audit.chosenKey));
  if (code === null) return null;
  return <RulesOf key={code} code={code} />;
}

function RulesOf({ code }: { readonly code: FindingCode }) {
  const actions = useActions();
  const rules = useAppState(({ audit }) => audit.rules);
  const nextRules = useAppState(({ audit }) => audit.nextRules);
  const [isEditing, setEditing] = useState(false);
  const { title, rules: names } = describeCode(code);
  const shown = nextRules ?? rules;
  return (
    <section aria-label="Rule" className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          Rule <span className={styles.code}>{title}</span>
        </h2>
        {names.length > 0 && (
          <Button variant="link" aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
            {isEditing ? 'Done' : 'Edit'}
          </Button>
        )}
      </div>
      {names.length === 0 && <p className={styles.words}>Always reported: it needs no threshold.</p>}
      {names.map((name) => (
        <div key={name} className={styles.rule}>
          <span className={styles.label}>{AUDIT_RULE_INFO[name].label}</span>
          {isEditing ? (
            <NumberField
              label={`${AUDIT_RULE_INFO[name].label} ${AUDIT_RULE_INFO[name].comparison} ${AUDIT_RULE_INFO[name].unit}`.trim()}
              value={shown[name]}
              min={-1000}
              max={100_000}
              step={stepOfRule(name)}
              widthPx={72}
              onCommit={(value) => actions.audit.setRules({ [name]: value } as Partial<AuditRules>)}
            />
          ) : (
            <span className={styles.value}>{formatRule(name, shown[name])}</span>
          )}
        </div>
      ))}
      {nextRules !== null && (
        <div className={styles.again}>
          <p className={styles.words}>The findings are still by the rules before.</p>
          <Button onClick={() => actions.audit.start()}>Check again</Button>
        </div>
      )}
    </section>
  );
}
