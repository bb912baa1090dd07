import { nextStep, resolveLengths, type LadderFacts, type LadderMove, type LadderState } from '@doorstep/domain';
import { inboundTypes } from '../contacts/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { gatherHousehold, readSettings } from '../prompting/index.js';
import { stateOf, type StoredLadder } from './read-ladder.js';

/** What the rules say of a ladder at this moment. */
export interface LadderLook {
  readonly state: LadderState;
  readonly move: LadderMove;
  /** The database's clock, RFC 3339. */
  readonly now: string;
}

/**
 * Looks at a ladder with facts and settings as they are now, so that a reason not to ask which came since wins. Call it
 * in the household's turn.
 */
export async function lookAtLadder(db: Transaction, ladder: StoredLadder): Promise<LadderLook> {
  const decision = await gatherHousehold(db, ladder.householdId, {
    at: 'send',
    channel: 'in-person',
    staff: null,
    supportPresent: [],
  });
  if (decision === null) throw new Error('A ladder has a household.');
  const surroundings = await readSurroundings(db, ladder.householdId);
  const toldMoved = ladder.tries.some(({ answer }) => answer === 'moved');
  const { household } = decision;
  const facts: LadderFacts = {
    decision: {
      ...decision,
      household: {
        ...household,
        // They told us themselves; the housing system may say so later.
        tenancyId: toldMoved ? null : household.tenancyId,
        needs: [...new Set([...household.needs, ...ladder.needs])],
      },
    },
    theme: null,
    preferred: ladder.preferred,
    holds: {
      message: ladder.holds.includes('message'),
      phone: ladder.holds.includes('phone'),
      visit: ladder.holds.includes('visit') || surroundings.isVisitPlanned,
      support: ladder.holds.includes('support'),
    },
    toldLowTrust: ladder.toldLowTrust,
    isBlockSilent: surroundings.homes >= manyHomes && surroundings.silent * 2 >= surroundings.homes,
    lastInboundAt: surroundings.lastInboundAt,
  };
  const lengths = resolveLengths(await readSettings(db), household.place);
  const state = stateOf(ladder);
  return { state, now: decision.now, move: nextStep(state, facts, decision.now, lengths) };
}

/** Of fewer, it could be told which home it was that did not speak. */
const manyHomes = 10;

interface Surroundings {
  readonly lastInboundAt: string | null;
  readonly isVisitPlanned: boolean;
  /** Lived-in homes of the same block, and those of them not heard from in a year. */
  readonly homes: number;
  readonly silent: number;
}

async function readSurroundings(db: Transaction, householdId: string): Promise<Surroundings> {
  const [read] = await db.rows<Surroundings>(
    `SELECT
       (SELECT ${instant('max(c.occurred_at)')} FROM contacts c
        WHERE c.organisation_id = $1 AND c.tenancy_id = t.id AND c.type_code = ANY ($3::text[])
          AND c.occurred_at <= now()) AS "lastInboundAt",
       EXISTS (
         SELECT FROM repairs r JOIN appointments a ON a.organisation_id = $1 AND a.repair_id = r.id
         WHERE r.organisation_id = $1 AND r.home_id = t.home_id AND r.deleted_at IS NULL AND a.lifecycle = 'planned'
           AND a.starts_at > now() AND a.starts_at < now() + interval '60 days') AS "isVisitPlanned",
       block.homes, block.silent
     FROM tenancies t
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS homes, (count(*) FILTER (WHERE NOT EXISTS (
         SELECT FROM outcomes o WHERE o.organisation_id = $1 AND o.household_id = n.id AND o.outcome = 'heard'
           AND o.withdrawn_at IS NULL AND o.said_at > now() - interval '1 year')
         AND NOT EXISTS (
         SELECT FROM ladder_tries y WHERE y.organisation_id = $1 AND y.household_id = n.id AND y.answer = 'heard'
           AND y.answered_at > now() - interval '1 year')))::int AS silent
       FROM homes h
       JOIN homes x ON x.organisation_id = $1 AND x.connection_id = h.connection_id
         AND x.parent_reference = h.parent_reference AND x.deleted_at IS NULL
       JOIN tenancies n ON n.organisation_id = $1 AND n.home_id = x.id AND n.is_active AND n.deleted_at IS NULL
       WHERE h.organisation_id = $1 AND h.id = t.home_id
     ) block ON true
     WHERE t.organisation_id = $1 AND t.id = $2`,
    [db.organisationId, householdId, inboundTypes],
  );
  if (!read) throw new Error('A ladder has a household.');
  return read;
}
