import type { PictureQuery, ThemesShown } from '@doorstep/contracts/http';
import { addDays, periodUpTo } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { boundTo, isInside, narrowToPlace } from './narrow-to-place.js';
import { sortingBeside } from '../records/index.js';
import { todayOf } from './today.js';
import { voicesBetween } from './voices-counted.js';

const weekCount = 13;

/**
 * $2 and $3: the days, $4 and $5: where. The theme is what it was sorted as last, else that of the prompt it answers. A
 * null `week` counts the last four weeks and the four before.
 */
const statement = `
  WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')} AND ${isInside('v', 4)}),
  themed AS (
    SELECT v.who, CASE WHEN s.id IS NULL THEN q.theme ELSE s.theme END AS theme,
      ((v.said_at AT TIME ZONE 'Europe/London')::date - $2::date) / 7 AS week
    FROM said v
    ${sortingBeside()}
    LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id
    LEFT JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id)
  SELECT theme, week, count(DISTINCT who)::int AS people,
    (count(DISTINCT who) FILTER (WHERE week >= ${weekCount - 4}))::int AS lately,
    (count(DISTINCT who) FILTER (WHERE week BETWEEN ${weekCount - 8} AND ${weekCount - 5}))::int AS earlier
  FROM themed WHERE theme IS NOT NULL GROUP BY GROUPING SETS ((theme, week), (theme)) ORDER BY theme, week`;

interface Row {
  readonly theme: string;
  readonly week: number | null;
  readonly people: number;
  readonly lately: number;
  readonly earlier: number;
}

/** What people raise, week by week. Whoever raises the same thing twice in a week is one person. */
@Injectable()
export class WhatPeopleRaise {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { place }: PictureQuery): Promise<ThemesShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), '13-weeks');
      const inside = await narrowToPlace(db, place);
      const bound = [db.organisationId, days.from, days.before, ...boundTo(inside)];
      const rows = await db.rows<Row>(statement, bound);
      const weeks = Array.from({ length: weekCount }, (_, week) => addDays(days.from, week * 7));
      const themes = rows
        .filter(({ week }) => week === null)
        .map(({ theme, lately, earlier }) => {
          const people = (week: number) => rows.find((row) => row.theme === theme && row.week === week)?.people ?? 0;
          return { theme, lately, earlier, weeks: weeks.map((_, week) => people(week)) };
        })
        .sort((a, b) => b.lately - a.lately || a.theme.localeCompare(b.theme, 'en'));
      return { ...days, weeks, themes, finding: findingOf(themes) };
    });
  }
}

/** The theme that changed most from four weeks to the next. */
function findingOf(themes: ThemesShown['themes']): ThemesShown['finding'] {
  if (themes.length === 0) return { code: 'nothing-raised' };
  const [most] = [...themes].sort((a, b) => Math.abs(b.lately - b.earlier) - Math.abs(a.lately - a.earlier));
  if (!most || most.lately === most.earlier) return { code: 'steady' };
  const { theme, lately, earlier } = most;
  return { code: lately > earlier ? 'up' : 'down', theme, lately, earlier };
}
