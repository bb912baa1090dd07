import { ruleVersionRequest, type RulePreview, type RuleVersionRequest } from '@doorstep/contracts/http';
import { compileRule, conditionWords, contactTypeOf, resolveLengths } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { libraryOf } from '../library/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { countNotHeard, readSettings, RulesInForce } from '../prompting/index.js';
import { homeOutsideRefuges } from '../records/index.js';
import { compareHomes } from './compare-homes.js';
import { emptyReplay, replayContact, type KeptContact, type Replay, type ReplaySurroundings } from './replay-rule.js';
import { newestSeen } from './stored-rule.js';

const days = 30;
const daysOfAYear = 365;
const mostNamed = 50;
const mostShown = 10;
const contactsARound = 1000;
/** What was seen more rarely could be told to be one home's. */
const fewestTold = 10;

/**
 * Answers what a rule would have come to, had it been on for the last 30 days: whom it would have asked, whom too
 * often, and why not the others. Decides again on the facts that were kept, with the limits as they are now.
 */
@Injectable()
export class PreviewRule {
  constructor(
    private readonly database: Database,
    private readonly rulesInForce: RulesInForce,
  ) {}

  /** Throws `Problem` where the version is not the newest. */
  async run(actor: string, organisationId: string, code: string, raw: RuleVersionRequest): Promise<RulePreview> {
    const { version } = parseInput(ruleVersionRequest, raw);
    const { rule, around } = await this.database.inOrganisation(organisationId, async (db) => {
      const library = await libraryOf(db);
      const { body } = await newestSeen(db, code, version, library);
      const on = await this.rulesInForce.run(db);
      const settings = await readSettings(db);
      const surroundings: ReplaySurroundings = {
        rule: compileRule(body, version),
        others: on.filter((one) => one.rule.code !== code),
        library,
        lengthsAt: (facts) => resolveLengths(settings, facts.household.place),
      };
      return { rule: body, around: surroundings };
    });
    const replay = emptyReplay();
    let after: Mark = { decidedAt: null, id: null };
    for (;;) {
      const round = await this.database.inOrganisation(organisationId, (db) => readKept(db, rule.when, after));
      for (const kept of round) replayContact(replay, kept, around);
      const last = round.at(-1);
      if (last === undefined || round.length < contactsARound) break;
      after = { decidedAt: last.decidedAt, id: last.id };
    }
    return this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(`UPDATE rules SET previewed_at = now() WHERE organisation_id = $1 AND code = $2 AND version = $3`, [
        organisationId,
        code,
        version,
      ]);
      await writeAudit(db, { actor, action: 'rule.preview', subject: `rule:${code}`, detail: { version } });
      return {
        ...{ code, version, days, contacts: replay.contacts, matching: replay.matching, prompts: replay.prompts },
        homes: replay.householdsReached.size,
        shown: await showHomes(db, replay.householdsReached),
        because: rule.who === null ? null : conditionWords(rule.who),
        askedTooOften: await nameHomes(db, replay.tooOften),
        whyNots: tellWhyNots(replay),
        compared: await compareHomes(db, [...replay.householdsReached.keys()]),
        notHeard: tellNotHeard(await countNotHeard(db, [...replay.householdsReached.keys()], daysOfAYear)),
        leftOut: replay.leftOut,
      };
    });
  }
}

/** Where the reading of kept contacts stands. */
interface Mark {
  readonly decidedAt: string | null;
  readonly id: string | null;
}

/** Contacts of these kinds in the order in which they were decided, after the mark. */
async function readKept(
  db: Transaction,
  types: readonly string[],
  after: Mark,
): Promise<(KeptContact & { readonly id: string; readonly decidedAt: string })[]> {
  return db.rows(
    `SELECT d.id, d.decided_at::text AS "decidedAt", d.household_id AS "householdId", d.outcome, d.facts
     FROM decisions d JOIN contacts c ON c.organisation_id = $1 AND c.id = d.contact_id
     WHERE d.organisation_id = $1 AND d.decided_at > now() - make_interval(days => $2)
       AND c.occurred_at > now() - make_interval(days => $2) AND c.type_code = ANY ($3::text[])
       AND ($4::timestamptz IS NULL OR (d.decided_at, d.id) > ($4::timestamptz, $5::uuid))
     ORDER BY d.decided_at, d.id LIMIT $6`,
    [db.organisationId, days, types, after.decidedAt, after.id, contactsARound],
  );
}

/**
 * The homes it would have asked latest, by address, for whoever looks whether they are the right ones. No refuge: that
 * a home is one must not be found out by looking here either.
 */
async function showHomes(db: Transaction, reached: Replay['householdsReached']): Promise<RulePreview['shown']> {
  const latest = [...reached].toSorted(([, one], [, other]) => (one.occurredAt < other.occurredAt ? 1 : -1));
  const rows = await db.rows<{ id: string; home: string; address: string | null }>(
    `SELECT t.id, h.reference_id AS home, nullif(array_to_string(h.address_lines, ', '), '') AS address
     FROM tenancies t JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND ${homeOutsideRefuges('h.id')}
     WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[]) AND t.is_active AND t.deleted_at IS NULL`,
    [db.organisationId, latest.map(([household]) => household)],
  );
  const homes = new Map(rows.map(({ id, ...home }) => [id, home]));
  return latest
    .flatMap(([household, { typeCode, typeSource, occurredAt }]) => {
      const home = homes.get(household);
      return home ? [{ ...home, contact: contactTypeOf(typeCode)?.happened ?? typeSource, occurredAt }] : [];
    })
    .slice(0, mostShown);
}

async function nameHomes(
  db: Transaction,
  tooOften: ReadonlyMap<string, number>,
): Promise<RulePreview['askedTooOften']> {
  const most = [...tooOften].toSorted(([, one], [, other]) => other - one).slice(0, mostNamed);
  const rows = await db.rows<{ id: string; home: string }>(
    `SELECT t.id, coalesce(h.reference_id, t.home_reference_id, t.reference_id) AS home FROM tenancies t
     LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
     WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[])`,
    [db.organisationId, most.map(([household]) => household)],
  );
  const homes = new Map(rows.map(({ id, home }) => [id, home]));
  const items = most.flatMap(([household, times]) => {
    const home = homes.get(household);
    return home === undefined ? [] : [{ home, times }];
  });
  return { items, total: tooOften.size };
}

/** Nobody at all is nobody's number: only a few on one side could be told to be one home's. */
function tellNotHeard(counted: { readonly homes: number; readonly of: number }): RulePreview['notHeard'] {
  const isFew = (count: number) => count > 0 && count < fewestTold;
  return counted.of < fewestTold || isFew(counted.homes) || isFew(counted.of - counted.homes) ? null : counted;
}

function tellWhyNots({ whyNots }: Replay): RulePreview['whyNots'] {
  const all = [...whyNots].map(([code, { form, contacts }]) => ({ code, form, contacts }));
  const isTold = ({ form, contacts }: (typeof all)[number]) => form === 'open' || contacts >= fewestTold;
  const rare = all.filter((one) => !isTold(one)).reduce((sum, { contacts }) => sum + contacts, 0);
  const told = all.filter(isTold);
  if (rare > 0) told.push({ code: 'other-reasons', form: 'silent', contacts: rare });
  return told.toSorted((one, other) => other.contacts - one.contacts || (one.code < other.code ? -1 : 1));
}
