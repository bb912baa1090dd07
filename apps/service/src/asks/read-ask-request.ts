import type { AskLoad, AskRequestShown } from '@doorstep/contracts/http';
import { checkAskRequest, fewest, resolveLengths, suppressSmall } from '@doorstep/domain';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { readSettings } from '../prompting/index.js';
import { rollOf } from './open-ask.js';
import { isOver } from './read-ask.js';

type Stored = Omit<AskRequestShown, 'problems' | 'load'>;

const stored = `
  SELECT q.id, q.question, q.why, q.scope, ${nameOf('q.requested_by')} AS "requestedBy",
    ${instant('q.requested_at')} AS "requestedAt",
    CASE WHEN q.answered_at IS NULL THEN 'waiting' WHEN q.ask_id IS NULL THEN 'refused' ELSE 'drafted' END AS state,
    q.refused_because AS because,
    CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'question', a.question, 'state', CASE WHEN ${isOver} THEN 'closed' ELSE a.state END) END AS ask,
    coalesce((SELECT jsonb_agg(jsonb_build_object('reference', p.reference, 'name', (
        SELECT h.address_lines[1] FROM homes h WHERE h.organisation_id = $1 AND h.reference_id = p.reference
        ORDER BY h.deleted_at NULLS FIRST, h.id LIMIT 1)) ORDER BY p.at)
      FROM jsonb_array_elements_text(q.scope->'places') WITH ORDINALITY AS p(reference, at)), '[]') AS places
  FROM ask_requests q
  LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = q.ask_id
  WHERE q.organisation_id = $1`;

/** One request, for whoever may see it. Throws `Problem` where it is not there. */
export async function readAskRequest(db: Transaction, id: string): Promise<AskRequestShown> {
  const [found] = await db.rows<Stored>(`${stored} AND q.id = $2`, [db.organisationId, id]);
  if (!found) throw new Problem('not-known', 'ask-request-unknown', 'There is no such request here.');
  return shown(db, found, new Map());
}

/** Those of one actor, or of everybody: what waits first, then the newest first. */
export async function readAskRequests(
  db: Transaction,
  actor: string | null,
  limit: number,
): Promise<AskRequestShown[]> {
  const found = await db.rows<Stored>(
    `${stored} AND ($2::text IS NULL OR q.requested_by = $2)
     ORDER BY q.answered_at IS NOT NULL, q.requested_at DESC, q.id LIMIT $3`,
    [db.organisationId, actor, limit],
  );
  const all: AskRequestShown[] = [];
  const loads: Loads = new Map();
  for (const one of found) all.push(await shown(db, one, loads));
  return all;
}

/** By scope: most requests are for every home, and those are counted once. */
type Loads = Map<string, AskLoad>;

async function shown(db: Transaction, one: Stored, loads: Loads): Promise<AskRequestShown> {
  if (one.state !== 'waiting') return { ...one, problems: [], load: null };
  const scope = JSON.stringify(one.scope);
  const load = loads.get(scope) ?? (await readLoad(db, one.scope));
  loads.set(scope, load);
  return { ...one, problems: [...checkAskRequest(one)], load };
}

/** How much the homes of a scope are asked already, over the days that the landlord leaves between two asks. */
async function readLoad(db: Transaction, scope: AskRequestShown['scope']): Promise<AskLoad> {
  const days = resolveLengths(await readSettings(db), { patch: null, scheme: null }).values.betweenAsks;
  const [counted] = await db.rows<{ households: number; asked: number; openAsks: number }>(
    `${rollOf('SELECT $2::jsonb AS scope')},
     lately AS (
       SELECT household_id AS id FROM prompts
       WHERE organisation_id = $1 AND kind IN ('ask', 'invite') AND state <> 'withdrawn'
         AND created_at > now() - make_interval(days => $3)
       UNION
       SELECT household_id FROM ask_events
       WHERE organisation_id = $1 AND kind = 'asked' AND at > now() - make_interval(days => $3))
     SELECT count(*)::int AS households, count(l.id)::int AS asked,
       (SELECT count(*)::int FROM asks a
        WHERE a.organisation_id = $1 AND a.state = 'open' AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date
          AND EXISTS (SELECT FROM ask_households h JOIN roll ON roll.id = h.household_id
            WHERE h.organisation_id = $1 AND h.ask_id = a.id)) AS "openAsks"
     FROM roll LEFT JOIN lately l ON l.id = roll.id`,
    [db.organisationId, JSON.stringify(scope), days],
  );
  const { households, asked, openAsks } = counted ?? { households: 0, asked: 0, openAsks: 0 };
  const { cells, total } = suppressSmall([asked, households - asked]);
  const isFew = households < fewest;
  return {
    households: isFew ? null : total,
    asked: cells[0] ?? null,
    isMost: !isFew && asked * 2 > households,
    days,
    openAsks,
  };
}
