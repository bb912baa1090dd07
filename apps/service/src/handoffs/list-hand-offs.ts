import type { HandOffsQuery, HandOffSummary } from '@doorstep/contracts/http';
import { deadlinesOf, handOffRules, type HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { readSettings } from '../prompting/index.js';

/** Every hand-off with where it stands. Of a restricted one the reference, the day and that alone. */
@Injectable()
export class ListHandOffs {
  constructor(private readonly database: Database) {}

  async run(
    actor: string,
    organisationId: string,
    { limit, state, route, order }: HandOffsQuery,
  ): Promise<{ items: HandOffSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [counted] = await db.rows<{ total: number }>(
        `SELECT count(*)::int AS total FROM hand_offs f WHERE f.organisation_id = $1 AND ${conditions[state]} AND ($2::text IS NULL OR f.route = $2)`,
        [organisationId, route ?? null],
      );
      const fits = `${conditions[state]} AND ($3::text IS NULL OR f.route = $3)`;
      const items = await readSummaries(db, fits, [route ?? null], limit, order);
      await writeAudit(db, {
        actor,
        action: 'hand-offs.list',
        subject: `organisation:${organisationId}`,
        detail: { shown: items.length },
      });
      return { items, total: counted?.total ?? 0 };
    });
  }
}

const conditions: Readonly<Record<HandOffsQuery['state'], string>> = {
  waiting: 'f.acknowledged_at IS NULL AND f.closed_at IS NULL',
  open: 'f.closed_at IS NULL',
  closed: 'f.closed_at IS NOT NULL',
  all: 'true',
};

/** The minutes that a restricted one has would say which it was, so that its place goes by its day alone. */
const clock = `CASE WHEN f.route = 'restricted'
  THEN date_trunc('day', f.told_at AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London' ELSE f.target_at END`;

const orders: Readonly<Record<NonNullable<HandOffsQuery['order']>, string>> = {
  newest: 'f.received_at DESC, f.id DESC',
  clock: `f.closed_at IS NOT NULL, f.acknowledged_at IS NOT NULL, CASE WHEN f.closed_at IS NULL THEN ${clock} END,
    f.received_at DESC, f.id DESC`,
};

interface Row {
  readonly reference: string;
  readonly route: HandOffRoute | 'restricted';
  readonly state: HandOffSummary['state'];
  readonly isEmergency: boolean;
  readonly toldAt: Date;
  readonly toldOn: string;
  readonly receivedAt: Date;
  readonly targetAt: Date;
  readonly way: HandOffSummary['way'];
  readonly home: string | null;
  readonly household: string | null;
  readonly person: string | null;
  readonly raisedBy: string | null;
  readonly repeats: string | null;
  readonly sentAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly hostReference: string | null;
  readonly escalations: number;
  readonly closedAt: Date | null;
}

/** The hand-offs `f` that fit a condition of ours; its parameters begin at `$3`. */
export async function readSummaries(
  db: Transaction,
  condition: string,
  parameters: readonly unknown[],
  limit: number,
  order: keyof typeof orders = 'newest',
): Promise<HandOffSummary[]> {
  const rows = await db.rows<Row>(
    `SELECT f.reference, f.route, f.is_emergency AS "isEmergency", f.told_at AS "toldAt",
       (f.told_at AT TIME ZONE 'Europe/London')::date::text AS "toldOn", f.received_at AS "receivedAt", f.target_at AS "targetAt",
       f.way, f.raised_by AS "raisedBy", f.sent_at AS "sentAt", f.acknowledged_at AS "acknowledgedAt",
       f.acknowledged_by AS "acknowledgedBy", f.host_reference AS "hostReference", f.escalations, f.closed_at AS "closedAt",
       CASE WHEN f.closed_at IS NOT NULL THEN 'closed' WHEN f.acknowledged_at IS NOT NULL THEN 'acknowledged'
            WHEN f.target_at < now() THEN 'overdue' WHEN f.sent_at IS NOT NULL THEN 'sent' ELSE 'waiting' END AS state,
       (SELECT h.reference_id FROM homes h WHERE h.organisation_id = $1 AND h.id = f.home_id) AS home,
       (SELECT t.reference_id FROM tenancies t WHERE t.organisation_id = $1 AND t.id = f.household_id) AS household,
       (SELECT p.reference_id FROM people p WHERE p.organisation_id = $1 AND p.id = f.person_id) AS person,
       (SELECT b.reference FROM hand_offs b WHERE b.organisation_id = $1 AND b.id = f.repeats) AS repeats
     FROM hand_offs f
     WHERE f.organisation_id = $1 AND ${condition} ORDER BY ${orders[order]} LIMIT $2`,
    [db.organisationId, limit, ...parameters],
  );
  const { nation } = await readSettings(db);
  return rows.map((row) =>
    row.route === 'restricted' ? restricted(row) : { ...inFull(row, row.route), deadlines: deadlines(row, row.route) },
  );

  function deadlines({ toldAt, isEmergency }: Row, route: HandOffRoute): HandOffSummary['deadlines'] {
    try {
      return [...deadlinesOf(route, toldAt.toISOString(), { isEmergency, nation })];
    } catch (error) {
      // The table of bank holidays ends before the deadline: better none than a wrong one.
      if (error instanceof RangeError) return [];
      throw error;
    }
  }
}

function inFull({ toldOn: _, ...row }: Row, route: HandOffRoute): Omit<HandOffSummary, 'deadlines'> {
  return {
    ...row,
    route,
    title: handOffRules[route].title,
    toldAt: row.toldAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    targetAt: row.targetAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

function restricted({ reference, toldOn, state }: Row): HandOffSummary {
  return {
    reference,
    route: 'restricted',
    title: 'Restricted',
    state,
    isEmergency: false,
    toldAt: toldOn,
    receivedAt: null,
    targetAt: null,
    way: null,
    home: null,
    household: null,
    person: null,
    raisedBy: null,
    repeats: null,
    sentAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    hostReference: null,
    escalations: 0,
    closedAt: null,
    deadlines: [],
  };
}
