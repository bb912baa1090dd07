import { fillPicture } from '../../../apps/service/test/picture-landlord.js';
import { inWords, quantile, spread } from './figures.js';
import { inService, query, startBuiltService, type Ground } from './ground.js';
import { stopService } from './programs.js';
import type { BenchReport } from './report.js';

const aimMs = 300;
const years = 5;

/** What the picture asks for, a year back: the most there is to count. */
const panels = [
  'who-we-hear-from?by=area',
  'who-we-hear-from?by=age',
  'who-we-hear-from?by=tenure',
  'who-we-hear-from?by=needs',
  'who-we-hear-from?by=way',
  'roll-calls',
  'waiting',
  'decisions',
  'themes',
  'areas',
  'concentration',
  'silent?place=estate3',
  'first-time',
  'loops',
  'from-prompts',
  'adoption',
];

/** How long each panel of the picture takes to answer, for a landlord with many homes and five years of voices. */
export async function benchPicture(
  ground: Ground,
  homes: number,
  voices: number,
  rounds: number,
): Promise<BenchReport> {
  const url = await ground.database();
  const { organisationId, apiKey } = await inService<{ organisationId: string; apiKey: string }>(url, [
    'organisation',
    'bench',
  ]);
  await fillPicture(url, organisationId, { homes, voices, years });
  // As the server's own housekeeping leaves it after a while.
  await query(url, 'VACUUM ANALYZE');
  const service = await startBuiltService(url);
  const took = new Map<string, number[]>(panels.map((panel) => [panel, []]));
  try {
    for (let round = -1; round < rounds; round += 1)
      for (const panel of panels) {
        const ms = await time(`${service.origin}/api/v1/picture/${panel}`, apiKey);
        // The first round only warms.
        if (round >= 0) took.get(panel)?.push(ms);
      }
  } finally {
    await stopService(service);
  }
  const worst = Math.max(...[...took.values()].map((each) => quantile(each, 0.95)));
  return {
    name: 'picture',
    title: 'The panels of the picture',
    done: `A landlord with ${homes.toLocaleString('en-GB')} homes and ${voices.toLocaleString('en-GB')} voices over ${years} years, made by SQL, on the embedded server. The built service answers each panel over HTTP, 52 weeks back, one after another, ${rounds} times each after one that warms.`,
    ratios: [{ what: `p95 of the slowest panel ÷ ${aimMs} ms`, ratio: worst / aimMs, aim: 'at most 1.0' }],
    raw: Object.fromEntries(
      [...took].flatMap(([panel, each]) => [
        [`${panel}, ms`, inWords(spread(each), 0)],
        [`${panel}, p95 ms`, quantile(each, 0.95).toFixed(0)],
      ]),
    ),
  };
}

async function time(address: string, apiKey: string): Promise<number> {
  const url = new URL(address);
  url.searchParams.set('period', '52-weeks');
  const started = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });
  await response.text();
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}.`);
  return performance.now() - started;
}
