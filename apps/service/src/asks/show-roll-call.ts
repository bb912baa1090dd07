import { rollCallQuery, type RollCallHousehold, type RollCallShown } from '@doorstep/contracts/http';
import {
  mostRounds,
  nextWay,
  resolveLengths,
  suppress,
  type Channel,
  type DecisionFacts,
  type Need,
  type SuppressionSettings,
} from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { atMoment, gatherHouseholds, readSettings } from '../prompting/index.js';
import { householdOutsideRefuges, isRestricted } from '../records/index.js';
import { ReadAlerts } from '../sync/index.js';
import { readAsk, stateNow } from './read-ask.js';

/** A page of so many households has their alerts read where that was not done today; a longer one says that they are old. */
const mostToRead = 50;
const readFor = { hours: 6, mostMilliseconds: 10_000 };

/**
 * Shows the roll of an ask: how many households stand where and why, and to those who may read people each household, with
 * the way to reach it next.
 */
@Injectable()
export class ShowRollCall {
  constructor(
    private readonly database: Database,
    private readonly readAlerts: ReadAlerts,
  ) {}

  /** Throws `Problem`. Ordered by our id of the household; `after` is where a page ended. */
  async run(caller: Caller, id: string, raw: unknown): Promise<RollCallShown> {
    refuseUnless(caller.roles, 'asks.read');
    const query = parseInput(rollCallQuery, raw);
    const { theme, ...roll } = await this.database.inOrganisation(caller.organisationId, async (db) => {
      const { counts, content } = await readAsk(db, id);
      const known = { theme: content.theme, counts, ...(await waysAndReasons(db, id)), isSourceStale: false };
      if (!mayDo(caller.roles, 'people.read')) return { ...known, items: [], areHomesShown: false, after: null };
      const wanted = { state: query.state ?? null, search: null, after: query.after ?? null, limit: query.limit + 1 };
      const rows = await readRoll(db, id, wanted);
      const items = rows.slice(0, query.limit).map(shown);
      const after = rows.length > query.limit ? (items.at(-1)?.householdId ?? null) : null;
      return { ...known, items, areHomesShown: true, after };
    });
    if (query.state !== 'to-hear') return roll;
    await this.readWhatMayStop(caller.organisationId, roll.items);
    const households = await this.database.inOrganisation(caller.organisationId, (db) =>
      leaveInPeace(db, roll.items, theme),
    );
    return { ...roll, ...households };
  }

  /** What cannot be read now leaves its household in peace, and the roll says that it is old. */
  private async readWhatMayStop(organisationId: string, households: readonly RollCallHousehold[]): Promise<void> {
    if (households.length === 0 || households.length > mostToRead) return;
    const ids = households.map(({ householdId }) => householdId);
    const signal = AbortSignal.timeout(readFor.mostMilliseconds);
    await this.readAlerts.run(organisationId, ids, signal, readFor.hours * 60).catch(() => undefined);
  }
}

interface Row extends Omit<RollCallHousehold, 'nextWay' | 'isLeftInPeace'> {
  readonly preferred: 'in-person' | 'phone' | 'letter' | 'email' | 'text' | null;
  readonly tried: readonly Channel[];
}

const channelOf = {
  'in-person': 'in-person',
  phone: 'phone',
  letter: 'letter',
  email: 'message',
  text: 'message',
} as const satisfies Record<string, Channel>;

/** As it stands on the roll, with the way to try next. */
export function shown({ preferred, tried, ...household }: Row): RollCallHousehold {
  const isSettled = household.state === 'heard' || household.state === 'declined' || household.round >= mostRounds;
  const way = nextWay(preferred === null ? null : channelOf[preferred], household.needs as readonly Need[], tried);
  return { ...household, nextWay: isSettled ? null : way, isLeftInPeace: false };
}

/** Says of each whether something keeps us from asking it now; those have no way to try next. */
async function leaveInPeace(
  db: Transaction,
  households: readonly RollCallHousehold[],
  theme: string | null,
): Promise<Pick<RollCallShown, 'items' | 'isSourceStale'>> {
  const settings = await readSettings(db);
  const moment = { at: 'decision', channel: 'in-person', staff: null, supportPresent: [] } as const;
  const facts = await gatherHouseholds(
    db,
    households.map(({ householdId }) => householdId),
    moment,
  );
  const items: RollCallHousehold[] = [];
  let isSourceStale = false;
  for (const household of households) {
    const channel = channelOfWay(household.nextWay);
    const known = facts.get(household.householdId);
    const stops =
      known === undefined ? ['no-household'] : stopsOf(atMoment(known, { ...moment, channel }), theme, settings);
    isSourceStale ||= stops.includes('source-stale');
    const isLeftInPeace = stops.length > 0;
    items.push(isLeftInPeace ? { ...household, isLeftInPeace, nextWay: null } : household);
  }
  return { items, isSourceStale };
}

/** What keeps us from asking. A prompt that stands open was not put to anyone yet: it is no asking. */
function stopsOf(facts: DecisionFacts, theme: string | null, settings: SuppressionSettings): string[] {
  const asks = facts.household.asks.filter(({ result }) => result !== 'open');
  const put = { ...facts, household: { ...facts.household, asks } };
  const { trace } = suppress(put, theme, null, resolveLengths(settings, facts.household.place));
  return trace.filter(({ stopped }) => stopped).map(({ code }) => code);
}

function channelOfWay(way: RollCallHousehold['nextWay']): Channel {
  return way === null || way === 'online' || way === 'event' ? 'in-person' : way;
}

/** Households of the roll of an ask, by our id; all where nothing is wanted of them. */
export async function readRoll(
  db: Transaction,
  askId: string,
  wanted: {
    readonly state: string | null;
    /** Part of an address or of a tenancy reference, or the code of a paper form. */
    readonly search: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<Row[]> {
  return db.rows<Row>(
    `SELECT h.household_id AS "householdId", t.reference_id AS tenancy, t.allocated_by AS "allocatedBy",
       coalesce(array_to_string(m.address_lines, ', '), '') AS address,
       s.now AS state, h.round, h.reason, CASE WHEN s.now = 'cannot-now' THEN h.until END AS until,
       ${wouldMeet('h')} AS "wouldMeet", w.preferred, coalesce(w.needs, '{}') AS needs,
       ARRAY(SELECT DISTINCT CASE e.way WHEN 'online' THEN 'message' WHEN 'event' THEN 'in-person' ELSE e.way END
         FROM ask_events e WHERE e.organisation_id = $1 AND e.ask_id = $2 AND e.household_id = h.household_id
           AND e.kind = 'asked' AND e.way IS NOT NULL) AS tried
     FROM ask_households h
     CROSS JOIN LATERAL (SELECT ${stateNow('h')} AS now) s
     JOIN tenancies t ON t.organisation_id = $1 AND t.id = h.household_id
     LEFT JOIN homes m ON m.organisation_id = $1 AND m.id = t.home_id
     LEFT JOIN LATERAL (
       SELECT (array_agg(r.way ORDER BY r.recorded_at DESC))[1] AS preferred, array_agg(DISTINCT need) FILTER (WHERE need IS NOT NULL) AS needs
       FROM tenancy_parties y
       JOIN ways_to_reach r ON r.organisation_id = $1 AND r.person_id = y.person_id AND r.ended_at IS NULL
       LEFT JOIN LATERAL unnest(r.needs) need ON true
       WHERE y.organisation_id = $1 AND y.tenancy_id = h.household_id
     ) w ON true
     WHERE h.organisation_id = $1 AND h.ask_id = $2 AND ${householdOutsideRefuges('h.household_id')}
       AND ($3::text IS NULL OR s.now = $3 OR ($3 = 'to-hear' AND s.now IN ('not-asked', 'asked', 'cannot-now'))
         OR ($3 = 'would-meet' AND ${wouldMeet('h')}))
       AND ($6::text IS NULL OR position(lower($6) IN lower(array_to_string(m.address_lines, ', '))) > 0
         OR position(lower($6) IN lower(t.reference_id)) > 0 OR right(h.household_id::text, 8) = lower($6))
       AND ($4::uuid IS NULL OR h.household_id > $4)
     ORDER BY h.household_id LIMIT $5`,
    [db.organisationId, askId, wanted.state, wanted.after, wanted.limit, wanted.search],
  );
}

/** Whether they agreed to be introduced, live in no refuge, and nobody who lives there asked that nothing is used. */
export const agreesToMeet = (household: string) => `(${household}.would_meet_since IS NOT NULL
  AND ${householdOutsideRefuges(`${household}.household_id`)}
  AND NOT EXISTS (SELECT FROM tenancy_parties lives WHERE lives.organisation_id = $1
    AND lives.tenancy_id = ${household}.household_id AND ${isRestricted('lives.person_id')}))`;

/** The same, of those who were not introduced yet. */
const wouldMeet = (household: string) => `(${agreesToMeet(household)} AND ${household}.introduced_at IS NULL)`;

/** By the way in which a household was last asked: how many there are, and how many of them were heard. */
async function waysAndReasons(
  db: Transaction,
  askId: string,
): Promise<Pick<RollCallShown, 'ways' | 'reasons' | 'wouldMeet'>> {
  const ways = await db.rows<RollCallShown['ways'][number]>(
    `SELECT last.way, count(*)::int AS asked, (count(*) FILTER (WHERE h.state = 'heard'))::int AS heard
     FROM (SELECT DISTINCT ON (household_id) household_id, way FROM ask_events
           WHERE organisation_id = $1 AND ask_id = $2 AND kind = 'asked' AND way IS NOT NULL
           ORDER BY household_id, at DESC, id DESC) last
     JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = $2 AND h.household_id = last.household_id
     GROUP BY last.way ORDER BY last.way`,
    [db.organisationId, askId],
  );
  const [reasons] = await db.rows<RollCallShown['reasons']>(
    `SELECT (count(*) FILTER (WHERE reason = 'not-my-topic'))::int AS "not-my-topic",
            (count(*) FILTER (WHERE reason = 'not-this-way'))::int AS "not-this-way"
     FROM ask_households WHERE organisation_id = $1 AND ask_id = $2`,
    [db.organisationId, askId],
  );
  const [meet] = await db.rows<{ homes: number }>(
    `SELECT count(*)::int AS homes FROM ask_households h
     WHERE h.organisation_id = $1 AND h.ask_id = $2 AND ${wouldMeet('h')}`,
    [db.organisationId, askId],
  );
  return { ways, wouldMeet: meet?.homes ?? 0, reasons: reasons ?? { 'not-my-topic': 0, 'not-this-way': 0 } };
}
