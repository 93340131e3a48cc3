/** What the Audit view shows, each field in one sentence. */
export type AuditState = Readonly<Record<never, never>>;

export const INITIAL_AUDIT: AuditState = {};
