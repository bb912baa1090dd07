import { notThisTimeReason, type NotThisTimeReason } from '@doorstep/contracts/embed';
import type { AdoptionShown, WholePictureQuery } from '@doorstep/contracts/http';
import { fewest, periodUpTo, suppressParts, suppressSmall } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { householdOutsideRefuges } from '../records/index.js';
import { todayOf } from './today.js';
import { beginningOf } from './voices-counted.js';

type What = 'prompts' | 'used' | NotThisTimeReason;

/** Of the homes that these teams look after: prompts, those used, and the others by why not. */
type Counted = Readonly<Record<What, number>> & { readonly teams: readonly string[] };

interface Team {
  readonly code: string;
  readonly name: string;
  /** Seen with its code in 30 days. */
  readonly staff: number;
}

interface Group {
  readonly team: string | null;
  readonly name: string | null;
  readonly isKeptBack: boolean;
  readonly rows: readonly Counted[];
}

const reasonsOf = (columnOf: (reason: NotThisTimeReason) => string) =>
  notThisTimeReason.options.map(columnOf).join(', ');
const sums = ['prompts', 'used', ...notThisTimeReason.options]
  .map((what) => `coalesce(sum("${what}"), 0)::int AS "${what}"`)
  .join(', ');

const put = `
    FROM prompts q WHERE q.organisation_id = $1 AND q.kind <> 'tell-them' AND q.state <> 'withdrawn' AND q.state <> 'open'
      AND q.created_at >= ${beginningOf('$2')} AND q.created_at < ${beginningOf('$3')}
      AND ${householdOutsideRefuges('q.household_id')}`;

/** Of `households`, rows with `id`, `home_id`, `connection_id` and `parent`, what became of their prompts. */
const putTo = (households: string) => `
      SELECT h.connection_id, h.parent, CASE WHEN h.home_id IN (SELECT id FROM own) THEN h.home_id END AS own, put.prompts, put.used,
        ${reasonsOf((reason) => `why."${reason}"`)}
      FROM (${households}) h JOIN put ON put.household_id = h.id LEFT JOIN why ON why.household_id = h.id`;

const livedIn = `SELECT t.id, t.home_id, d.connection_id, d.parent_id AS parent FROM tenancies t
        LEFT JOIN homes d ON d.organisation_id = $1 AND d.id = t.home_id AND d.deleted_at IS NULL WHERE t.organisation_id = $1`;

/**
 * $2 and $3: the days. A prompt that still waits is not counted yet, one that was taken back was put to nobody, and to tell
 * somebody what came of it is no question. Whose it is is asked of the home and never of who answered: which teams look after
 * it, its block, or what those stand in. Households that live there now are far more than those that moved on, and are read
 * side by side with homes, in the order of their indexes: OFFSET 0 keeps that on its own.
 */
const statement = `
  WITH RECURSIVE put AS MATERIALIZED (
    SELECT q.household_id, count(*) AS prompts, count(*) FILTER (WHERE q.state = 'answered') AS used ${put} GROUP BY q.household_id),
  why AS MATERIALIZED (
    SELECT q.household_id, ${reasonsOf((reason) => `count(*) FILTER (WHERE o.reason = '${reason}') AS "${reason}"`)}
    FROM (SELECT q.id, q.household_id ${put} AND q.state = 'not-this-time') q
    JOIN outcomes o ON o.organisation_id = $1 AND o.prompt_id = q.id AND o.withdrawn_at IS NULL AND o.outcome = 'not-this-time'
    GROUP BY q.household_id),
  own AS MATERIALIZED (
    SELECT h.id, array_agg(DISTINCT p.team_code) AS teams
    FROM team_places p JOIN homes h ON h.organisation_id = $1 AND h.reference_id = p.place
      AND h.deleted_at IS NULL AND h.kind = 'dwelling'
    WHERE p.organisation_id = $1 GROUP BY h.id),
  by_parent AS MATERIALIZED (
    SELECT connection_id, parent, own, ${sums} FROM (
      ${putTo(`${livedIn} AND t.is_active AND t.deleted_at IS NULL OFFSET 0`)}
      UNION ALL ${putTo(`${livedIn} AND (NOT t.is_active OR t.deleted_at IS NOT NULL) OFFSET 0`)}) each
    GROUP BY connection_id, parent, own),
  above AS (
    SELECT DISTINCT connection_id, parent AS of, parent AS place, 0 AS depth FROM by_parent WHERE parent IS NOT NULL
    UNION ALL
    SELECT a.connection_id, a.of, h.parent_id, a.depth + 1 FROM above a
    JOIN homes h ON h.organisation_id = $1 AND h.connection_id = a.connection_id AND h.reference_id = a.place
      AND h.deleted_at IS NULL AND h.kind <> 'dwelling'
    WHERE h.parent_id IS NOT NULL AND a.depth < 6),
  around AS (
    SELECT a.connection_id, a.of, array_agg(DISTINCT p.team_code) AS teams
    FROM above a JOIN team_places p ON p.organisation_id = $1 AND p.place = a.place GROUP BY 1, 2)
  SELECT coalesce(own.teams, '{}') || coalesce(a.teams, '{}') AS teams, ${sums}
  FROM by_parent b LEFT JOIN around a ON a.connection_id = b.connection_id AND a.of = b.parent LEFT JOIN own ON own.id = b.own
  GROUP BY 1`;

/** How far each team takes up what it is prompted to ask, and why not. Teams stand by name: it is nobody's rank. */
@Injectable()
export class ShowAdoption {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period }: WholePictureQuery): Promise<AdoptionShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const counted = await db.rows<Counted>(statement, [db.organisationId, days.from, days.before]);
      const teams = await db.rows<Team>(
        `SELECT t.code, t.name, (SELECT count(*)::int FROM team_staff s WHERE s.organisation_id = $1 AND s.team_code = t.code
           AND s.last_seen_on >= current_date - 30) AS staff
         FROM teams t WHERE t.organisation_id = $1 ORDER BY t.name, t.code`,
        [db.organisationId],
      );
      return { ...days, ...shown(groupsOf(counted, teams)) };
    });
  }
}

const countOf = (rows: readonly Counted[], what: What) => rows.reduce((sum, row) => sum + row[what], 0);

/** Teams by name, and last the rest together: small teams, and homes of none or of several. */
function groupsOf(counted: readonly Counted[], teams: readonly Team[]): Group[] {
  const large: Group[] = [];
  const rest = new Set(counted);
  for (const { code, name, staff } of teams) {
    const rows = counted.filter((row) => row.teams.every((one) => one === code) && row.teams.length > 0);
    if (staff < fewest || countOf(rows, 'prompts') < fewest) continue;
    for (const row of rows) rest.delete(row);
    large.push({ team: code, name, isKeptBack: false, rows });
  }
  if (rest.size === 0) return large;
  // Whose the rest is: nobody can say of homes that no team looks after.
  const theirs = new Set([...rest].flatMap((row) => row.teams));
  const staff = teams.reduce((sum, team) => sum + (theirs.has(team.code) ? team.staff : 0), 0);
  return [...large, { team: null, name: null, isKeptBack: theirs.size > 0 && staff < fewest, rows: [...rest] }];
}

function shown(groups: readonly Group[]): Pick<AdoptionShown, 'finding' | 'teams' | 'total'> {
  const isKeptBack = groups.map((group) => group.isKeptBack);
  const counts = (what: What) => groups.map(({ rows }) => countOf(rows, what));
  const prompts = suppressSmall(counts('prompts'), fewest, isKeptBack);
  const used = suppressParts(counts('prompts'), counts('used'), fewest, isKeptBack);
  const reasons = notThisTimeReason.options.map(
    (reason) => [reason, suppressSmall(counts(reason), fewest, isKeptBack)] as const,
  );
  // Of small teams alone, what all do is what they do.
  const isTooFew = !isKeptBack.includes(false);
  const notThisTime = (of: (suppressed: typeof prompts) => number | null | undefined) =>
    Object.fromEntries(
      reasons.map(([reason, suppressed]) => [reason, isTooFew ? null : (of(suppressed) ?? null)]),
    ) as Record<NotThisTimeReason, number | null>;
  const total = {
    prompts: isTooFew ? null : prompts.total,
    used: isTooFew ? null : used.total,
    notThisTime: notThisTime((suppressed) => suppressed.total),
  };
  return {
    finding: findingOf(total, groups.length === 0),
    teams: groups.map(({ team, name }, at) => ({
      ...{ team, name },
      prompts: prompts.cells[at] ?? null,
      used: used.cells[at] ?? null,
      notThisTime: notThisTime((suppressed) => suppressed.cells[at]),
    })),
    total,
  };
}

function findingOf(
  { prompts, used, notThisTime }: AdoptionShown['total'],
  isNothing: boolean,
): AdoptionShown['finding'] {
  if (prompts === null || used === null) return { code: isNothing ? 'nothing-asked' : 'too-few' };
  let most: { reason: NotThisTimeReason | null; times: number } = { reason: null, times: 0 };
  for (const reason of notThisTimeReason.options) {
    const times = notThisTime[reason];
    if (times !== null && times > most.times) most = { reason, times };
  }
  return { code: 'used', prompts, used, ...most };
}
