import type { RuleVersion, RuleVersionSummary } from '@doorstep/contracts/http';
import { checkRule, conditionWords, ruleSentence, type PromptLibrary, type Rule } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** A row of `rules`. The body went through the check before it was stored, and is never rewritten. */
export interface StoredRule {
  readonly code: string;
  readonly version: number;
  readonly state: 'draft' | 'on' | 'retired';
  readonly body: Rule;
  readonly owner: string;
  readonly created_by: string;
  /** What whoever saved it is called; null where it was no member of staff. */
  readonly created_by_name: string | null;
  readonly created_at: Date;
  readonly previewed_at: Date | null;
  readonly switched_on_at: Date | null;
  readonly retired_at: Date | null;
  readonly retire_note: string | null;
}

/** What a `StoredRule` is read from, of the table `rules` under its own name. */
export const ruleColumns = `rules.*, (SELECT s.name FROM staff s
  WHERE s.organisation_id = rules.organisation_id AND 'staff:' || s.id = rules.created_by) AS created_by_name`;

/** Every version of one rule, newest first; none where nobody ever wrote it. */
export async function versionsOf(db: Transaction, code: string): Promise<StoredRule[]> {
  return db.rows<StoredRule>(
    `SELECT ${ruleColumns} FROM rules WHERE organisation_id = $1 AND code = $2 ORDER BY version DESC`,
    [db.organisationId, code],
  );
}

/**
 * The newest version of a rule, which must be the one that the asker has seen. Throws `Problem`, with the newest
 * version, when somebody saved another since.
 */
export async function newestSeen(
  db: Transaction,
  code: string,
  seen: number,
  library: PromptLibrary,
): Promise<StoredRule> {
  const [newest] = await versionsOf(db, code);
  if (!newest) throw ruleUnknown(code);
  if (newest.version !== seen) throw changedSince(newest, library);
  return newest;
}

export function ruleUnknown(code: string): Problem {
  return new Problem('not-known', 'rule-unknown', `There is no rule ${code}.`);
}

export function changedSince(newest: StoredRule, library: PromptLibrary): Problem {
  const { code, version, created_by, created_by_name } = newest;
  return new Problem(
    'conflict',
    'rule-changed',
    `Version ${version} of ${code} was saved by ${created_by_name ?? created_by} since. Compare it with yours, then go on from version ${version}.`,
    versionShown(newest, library),
  );
}

export function summaryOf(row: StoredRule, library: PromptLibrary): RuleVersionSummary {
  const { code, version, state, body, owner, created_by, retire_note } = row;
  return {
    code,
    version,
    state,
    name: body.name,
    sentence: inWords(() => ruleSentence(body, library), body.name),
    owner,
    createdBy: created_by,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    previewedAt: row.previewed_at?.toISOString() ?? null,
    switchedOnAt: row.switched_on_at?.toISOString() ?? null,
    retiredAt: row.retired_at?.toISOString() ?? null,
    retireNote: retire_note,
    problems: state === 'retired' ? [] : [...checkRule(body, { now: new Date().toISOString(), library }).problems],
  };
}

export function versionShown(row: StoredRule, library: PromptLibrary): RuleVersion {
  const { who, name } = row.body;
  return {
    ...summaryOf(row, library),
    rule: { ...row.body },
    conditions: who === null || who === undefined ? null : inWords(() => conditionWords(who), name),
  };
}

/** Other words, where this version of the service cannot read all of a rule. */
function inWords(say: () => string, otherwise: string): string {
  try {
    return say();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}
