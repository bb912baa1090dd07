import type { DecisionsShown } from '@doorstep/contracts/http';
import { involvementLevel, levels, quartersAt, type AskFacts, type Days } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { todayOf } from './today.js';

const dayOf = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** What the level of each ask is computed from, for those decided from $2 up to $3; who is still to be heard has no part in it. */
const statement = `
  SELECT a.claimed, a.already_decided AS "alreadyDecided", a.still_open AS "stillOpen", a.stakes,
    ${dayOf('a.opened_at')} AS "openedOn", a.decision_on::text AS "decisionOn", ${dayOf('a.options_shared_at')} AS "optionsSharedOn",
    (SELECT bool_and(o.cost IS NOT NULL OR o.cost_words IS NOT NULL) FROM ask_options o
      WHERE o.organisation_id = $1 AND o.ask_id = a.id AND o.withdrawn_at IS NULL) AS "optionsHaveCosts",
    coalesce(d.heard_count, 0) AS heard,
    CASE WHEN d.number IS NOT NULL THEN jsonb_build_object('decidedOn', d.decided_on, 'decidedBy', d.decided_by) END AS decision,
    s.owed, coalesce(d.decided_on, a.decision_on)::text AS day
  FROM asks a
  LEFT JOIN LATERAL (SELECT number, decided_on, decided_by, heard_count FROM ask_decisions
    WHERE organisation_id = $1 AND ask_id = a.id ORDER BY number DESC LIMIT 1) d ON true
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE w.settled_at IS NULL))::int AS owed
    FROM topic_voices t JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = t.voice_id
    WHERE t.organisation_id = $1 AND t.topic_id = a.topic_id) s
  WHERE a.organisation_id = $1 AND a.state <> 'draft'
    AND coalesce(d.decided_on, a.decision_on) >= $2::date AND coalesce(d.decided_on, a.decision_on) < $3::date`;

/** How much say residents had in what was decided this quarter and last, by what the evidence of each ask bears. */
@Injectable()
export class HowDecisionsAreMade {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<DecisionsShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const today = await todayOf(db);
      const { thisQuarter, lastQuarter } = quartersAt(today);
      const asks = (
        await db.rows<AskFacts & { day: string }>(statement, [db.organisationId, lastQuarter.from, thisQuarter.before])
      ).map((ask) => ({ day: ask.day, level: involvementLevel(ask, today).level }));
      const countIn = ({ from, before }: Days, level: (typeof levels)[number]) =>
        asks.filter((ask) => ask.level === level && ask.day >= from && ask.day < before).length;
      const rows = [...levels].reverse().map((level) => ({
        level,
        thisQuarter: countIn(thisQuarter, level),
        lastQuarter: countIn(lastQuarter, level),
      }));
      const all = rows.reduce((sum, row) => sum + row.thisQuarter, 0);
      const together = rows
        .filter(({ level }) => level === 'together' || level === 'residents')
        .reduce((sum, row) => sum + row.thisQuarter, 0);
      const code = all === 0 ? 'nothing-decided' : together === 0 ? 'none-with-residents' : 'with-residents';
      return { thisQuarter, lastQuarter, finding: { code, together, all }, levels: rows };
    });
  }
}
