import {
  compileRule,
  decide,
  resolveLengths,
  type CompiledRule,
  type Decision,
  type DecisionFacts,
  type PromptLibrary,
  type Rule,
  type SuppressionSettings,
} from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { libraryOf, libraryOfVersion } from '../library/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { keptSettings } from './read-settings.js';

const batchSize = 200;
const nowhere = { patch: null, scheme: null };

/** A decision that this build would make otherwise. */
export interface ReplayDifference {
  readonly decisionId: string;
  readonly contactId: string;
  readonly decidedAt: string;
  /** In short: `prompt P01`, or `none: bereavement (silent)`. */
  readonly was: string;
  readonly is: string;
  readonly libraryVersion: string;
  /** The library it was made with is not there any more: the one in use was taken instead. */
  readonly isLibraryGone: boolean;
}

export interface Replay {
  readonly replayed: number;
  /** Versions of the library that decisions were made with and that are not there any more. */
  readonly librariesGone: readonly { readonly version: string; readonly decisions: number }[];
  readonly items: readonly ReplayDifference[];
  readonly total: number;
}

/**
 * Makes stored decisions again with this build: the facts, the rules, the library and the landlord's settings that
 * each was made with. Reports every difference and changes nothing.
 */
@Injectable()
export class ReplayDecisions {
  constructor(private readonly database: Database) {}

  /** `limit`: the newest so many; null for all. */
  async run(organisationId: string, limit: number | null): Promise<Replay> {
    const before = new Before();
    const gone = new Map<string, number>();
    const items: ReplayDifference[] = [];
    let replayed = 0;
    let last: string | null = null;
    for (;;) {
      const size: number = Math.min(batchSize, (limit ?? Infinity) - replayed);
      const batch = await this.database.inOrganisation(organisationId, async (db) => {
        const stored = await readBatch(db, last, size);
        await before.load(db, stored);
        return stored;
      });
      for (const one of batch) {
        const isLibraryGone = before.isGone(one.libraryVersion);
        if (isLibraryGone) gone.set(one.libraryVersion, (gone.get(one.libraryVersion) ?? 0) + 1);
        const is = decidedAgain(one, before);
        const was = inShort(one);
        if (is === was) continue;
        const { decisionId, contactId, libraryVersion } = one;
        items.push({
          ...{ decisionId, contactId, libraryVersion, was, is, isLibraryGone },
          decidedAt: one.decidedAt.toISOString(),
        });
      }
      replayed += batch.length;
      last = batch.at(-1)?.decisionId ?? null;
      if (batch.length < batchSize || replayed === limit) break;
    }
    const librariesGone = [...gone].map(([version, decisions]) => ({ version, decisions }));
    return { replayed, librariesGone, items, total: items.length };
  }
}

interface Came {
  readonly promptCode: string | null;
  readonly ruleCode: string | null;
  readonly ruleVersion: number | null;
  readonly whyNot: string | null;
  readonly form: string | null;
}

interface StoredDecision extends Came {
  readonly decisionId: string;
  readonly contactId: string;
  readonly decidedAt: Date;
  readonly facts: DecisionFacts;
  readonly settings: SuppressionSettings | null;
  readonly libraryVersion: string;
  readonly rules: readonly { readonly code: string; readonly version: number }[];
}

async function readBatch(db: Transaction, last: string | null, size: number): Promise<StoredDecision[]> {
  return db.rows<StoredDecision>(
    `SELECT d.id AS "decisionId", d.contact_id AS "contactId", d.decided_at AS "decidedAt", d.facts, d.settings,
       d.library_version AS "libraryVersion", d.rule_code AS "ruleCode", d.rule_version AS "ruleVersion",
       d.why_not AS "whyNot", d.why_not_form AS form, q.code AS "promptCode",
       jsonb_path_query_array(d.trace, '$[*] ? (exists (@.evaluation))') AS rules
     FROM decisions d LEFT JOIN prompts q ON q.organisation_id = $1 AND q.decision_id = d.id
     WHERE d.organisation_id = $1 AND ($2::uuid IS NULL OR d.id < $2) ORDER BY d.id DESC LIMIT $3`,
    [db.organisationId, last, size],
  );
}

/** What decisions were made with, each read once. */
class Before {
  private readonly libraries = new Map<string, PromptLibrary | null>();
  private readonly rules = new Map<string, CompiledRule>();
  private current: PromptLibrary | undefined;

  async load(db: Transaction, stored: readonly StoredDecision[]): Promise<void> {
    this.current ??= await libraryOf(db);
    for (const { libraryVersion, rules } of stored) {
      if (!this.libraries.has(libraryVersion)) {
        this.libraries.set(libraryVersion, await libraryOfVersion(db, libraryVersion));
      }
      for (const { code, version } of rules) {
        if (this.rules.has(`${code} ${version}`)) continue;
        const [row] = await db.rows<{ body: Rule }>(
          'SELECT body FROM rules WHERE organisation_id = $1 AND code = $2 AND version = $3',
          [db.organisationId, code, version],
        );
        if (row) this.rules.set(`${code} ${version}`, compileRule(row.body, version));
      }
    }
  }

  isGone(version: string): boolean {
    return !this.libraries.get(version);
  }

  libraryOf(version: string): PromptLibrary | undefined {
    return this.libraries.get(version) ?? this.current;
  }

  rulesOf({ rules }: StoredDecision): readonly CompiledRule[] {
    return rules.flatMap(({ code, version }) => this.rules.get(`${code} ${version}`) ?? []);
  }
}

function decidedAgain(one: StoredDecision, before: Before): string {
  const lengths = resolveLengths(keptSettings(one.settings), nowhere);
  try {
    return inShort(cameTo(decide(one.facts, before.libraryOf(one.libraryVersion), lengths, before.rulesOf(one))));
  } catch (error) {
    // Facts of another shape than this build reads are a difference to report, not a reason to stop.
    return `cannot be decided: ${(error as Error).message}`;
  }
}

function cameTo(decision: Decision): Came {
  const nothing = { promptCode: null, ruleCode: null, ruleVersion: null, whyNot: null, form: null };
  return decision.outcome === 'none'
    ? { ...nothing, whyNot: decision.whyNot.code, form: decision.whyNot.form }
    : {
        ...nothing,
        promptCode: decision.promptCode,
        ruleCode: decision.rule?.code ?? null,
        ruleVersion: decision.rule?.version ?? null,
      };
}

function inShort({ promptCode, ruleCode, ruleVersion, whyNot, form }: Came): string {
  if (promptCode === null) return `none: ${whyNot} (${form})`;
  return ruleCode === null ? `prompt ${promptCode}` : `prompt ${promptCode} by rule ${ruleCode} version ${ruleVersion}`;
}
