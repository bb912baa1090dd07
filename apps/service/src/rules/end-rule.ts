import type { Transaction } from '../platform/database/database.js';
import { ruleColumns, type StoredRule } from './stored-rule.js';

/**
 * Retires the version that is on, and takes back the prompts it gave that nobody has answered. Null where none is on.
 * Needs `holdDeciding`.
 */
export async function endRule(db: Transaction, code: string, note: string): Promise<StoredRule | null> {
  const [ended] = await db.rows<StoredRule>(
    `UPDATE rules SET state = 'retired', retired_at = now(), retire_note = $3
     WHERE organisation_id = $1 AND code = $2 AND state = 'on' RETURNING ${ruleColumns}`,
    [db.organisationId, code, note],
  );
  if (!ended) return null;
  await db.rows(
    `UPDATE prompts q SET state = 'withdrawn', closed_at = now() FROM decisions d
     WHERE q.organisation_id = $1 AND d.organisation_id = $1 AND q.decision_id = d.id AND q.state = 'open'
       AND d.rule_code = $2 AND d.rule_version = $3`,
    [db.organisationId, code, ended.version],
  );
  return ended;
}
