import type { ConcentrationShown, WholePictureQuery } from '@doorstep/contracts/http';
import { concentration, mostOf, periodUpTo, type HowOften } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { blocks, namesOfAreas } from './area-of-home.js';
import { todayOf } from './today.js';
import { voicesBetween } from './voices-counted.js';

type Few = ConcentrationShown['few'];

interface Counted extends HowOften {
  readonly of: Few['rows'][number]['of'];
  readonly key: string | null;
  readonly name: string | null;
}

/**
 * $2 and $3: the days. Nobody is in the answer, only how many spoke so often: everywhere, in each area, and to each ask. A
 * voice is of the area of its home, else of its household's; what was said of no home is in no area.
 */
const statement = `
  WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')}),
  blocks AS (${blocks}),
  in_areas AS (
    SELECT coalesce(b.area, d.parent_id) AS area, s.who, count(*) AS times
    FROM (
      SELECT who, coalesce(home_id,
        (SELECT home_id FROM tenancies WHERE organisation_id = $1 AND id = said.household_id)) AS home_id FROM said) s
    JOIN homes d ON d.organisation_id = $1 AND d.id = s.home_id AND d.deleted_at IS NULL
    LEFT JOIN blocks b ON b.connection_id = d.connection_id AND b.reference_id = d.parent_id
    WHERE d.parent_id IS NOT NULL GROUP BY 1, 2),
  to_asks AS (
    SELECT a.id, a.question, s.who, count(*) AS times
    FROM (
      SELECT a.id, a.question, t.voice_id FROM asks a
      JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id
      WHERE a.organisation_id = $1 OFFSET 0) a
    JOIN said s ON s.id = a.voice_id GROUP BY a.id, a.question, s.who),
  each AS (
    SELECT 'everywhere' AS of, NULL AS key, NULL AS name, count(*) AS times FROM said GROUP BY who
    UNION ALL SELECT 'area', area, NULL, times FROM in_areas
    UNION ALL SELECT 'ask', id::text, question, times FROM to_asks)
  SELECT of, key, name, times::int, count(*)::int AS people FROM each GROUP BY of, key, name, times`;

/** Whether few people say most of what we hear. */
@Injectable()
export class ShowConcentration {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period }: WholePictureQuery): Promise<ConcentrationShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const counted = await db.rows<Counted>(statement, [db.organisationId, days.from, days.before]);
      const everywhere = counted.filter(({ of }) => of === 'everywhere');
      const { people, bands } = concentration(everywhere);
      const most = mostOf(everywhere, 10);
      return {
        ...days,
        people,
        bands: [...bands],
        finding: most ? { code: 'share-of-most', people: most.people, share: most.share } : { code: 'too-few' },
        few: await namedAreas(db, fewOf(counted)),
      };
    });
  }
}

function fewOf(counted: readonly Counted[]): Few {
  const groups = new Map<string, Counted[]>();
  for (const row of counted) {
    const group = groups.get(`${row.of} ${row.key}`);
    if (group) group.push(row);
    else groups.set(`${row.of} ${row.key}`, [row]);
  }
  const rows: Few['rows'] = [];
  let tooFew = 0;
  for (const group of groups.values()) {
    const { of, key, name } = group[0]!;
    const parts = of === 'everywhere' ? ([5, 10] as const) : ([10] as const);
    for (const part of parts) {
      const most = mostOf(group, part);
      if (most) rows.push({ of, key, name, part, ...most });
      else if (of !== 'everywhere') tooFew += 1;
    }
  }
  const order = ['everywhere', 'area', 'ask'];
  rows.sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of) || a.part - b.part || b.share - a.share);
  const [worst] = rows.filter(({ isFew }) => isFew).toSorted((a, b) => b.share - a.share);
  if (!worst) return { rows, tooFew, finding: { code: rows.length === 0 ? 'too-few' : 'many-speak' } };
  const { isFew: _, ...found } = worst;
  return { rows, tooFew, finding: { code: 'few-speak', ...found } };
}

/** Areas with the names that they go by, else their references. */
async function namedAreas(db: Transaction, { rows, finding, tooFew }: Few): Promise<Few> {
  const areas = rows.flatMap(({ of, key }) => (of === 'area' && key !== null ? [key] : []));
  const names = await namesOfAreas(db, areas);
  const named = <Row extends { of: string; key: string | null; name: string | null }>(row: Row): Row =>
    row.of === 'area' && row.key !== null ? { ...row, name: names.get(row.key) ?? row.key } : row;
  return { rows: rows.map(named), tooFew, finding: finding.code === 'few-speak' ? named(finding) : finding };
}
