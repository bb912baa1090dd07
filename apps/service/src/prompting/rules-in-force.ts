import { compileRule, type CompiledRule, type Rule } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';

interface Version {
  readonly code: string;
  readonly version: number;
}

/**
 * The rules that take part in deciding. A version is never rewritten, so what was compiled once is kept by code and
 * version for as long as it is on.
 */
@Injectable()
export class RulesInForce {
  private readonly compiled = new Map<string, ReadonlyMap<string, CompiledRule>>();

  /**
   * Those of the transaction's landlord that are on. Until the transaction ends none is switched on or retired, so that
   * whoever retires one also finds the prompts that were just decided by it.
   */
  async run(db: Transaction): Promise<readonly CompiledRule[]> {
    await db.rows(`SELECT pg_advisory_xact_lock_shared(hashtextextended('rules:' || $1, 0))`, [db.organisationId]);
    const rows = await db.rows<Version>(
      `SELECT code, version FROM rules WHERE organisation_id = $1 AND state = 'on' ORDER BY code`,
      [db.organisationId],
    );
    const known = this.compiled.get(db.organisationId) ?? new Map<string, CompiledRule>();
    const missing = rows.filter((one) => !known.has(keyOf(one)));
    const added = missing.length === 0 ? [] : await compileMissing(db, missing);
    const now = new Map(
      rows.flatMap((one) => {
        const rule = known.get(keyOf(one)) ?? added.find((each) => keyOf(each) === keyOf(one))?.rule;
        return rule === undefined ? [] : [[keyOf(one), rule] as const];
      }),
    );
    this.compiled.set(db.organisationId, now);
    return [...now.values()];
  }
}

/** Waits for decisions under way, and keeps the next ones back until this change of rules is done. */
export async function holdDeciding(db: Transaction): Promise<void> {
  await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('rules:' || $1, 0))`, [db.organisationId]);
}

interface Added extends Version {
  readonly rule: CompiledRule;
}

async function compileMissing(db: Transaction, missing: readonly Version[]): Promise<Added[]> {
  const rows = await db.rows<Version & { readonly body: Rule }>(
    `SELECT code, version, body FROM rules
     WHERE organisation_id = $1 AND (code, version) IN (SELECT * FROM unnest($2::text[], $3::int[]))`,
    [db.organisationId, missing.map(({ code }) => code), missing.map(({ version }) => version)],
  );
  return rows.flatMap(({ code, version, body }) => {
    const rule = compileIfKnown(body, version);
    return rule === null ? [] : [{ code, version, rule }];
  });
}

/** Null for a rule about a fact that this version knows no longer: it asks nobody, and its list says what is wrong. */
function compileIfKnown(body: Rule, version: number): CompiledRule | null {
  try {
    return compileRule(body, version);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function keyOf({ code, version }: Version): string {
  return `${code} ${version}`;
}
