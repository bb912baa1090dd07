import { inWords, quantile, spread } from './figures.js';
import { connectAs, inService, query, startBuiltService, startHousing, type Connected, type Ground } from './ground.js';
import { stopService } from './programs.js';
import type { BenchReport } from './report.js';
import { Telling, type Waits } from './told-at-a-rate.js';
import { dice } from './trials/dice.js';

const aimMs = 250;
const load = 0.2;
const lookEveryMs = 5;
/** Requests under way at once while the capacity is measured. */
const tellersAtOnce = 16;

/** How long a told contact takes to become a prompt that can be read: alone, and beside a landlord with a backlog. */
export async function benchLatency(
  ground: Ground,
  homes: number,
  backlog: number,
  secondsARound: number,
): Promise<BenchReport> {
  const housing = await startHousing(homes);
  const url = await ground.database();
  const small = await connectAs('small', url, housing);
  const large = await connectAs('large', url, housing);
  for (const { organisationId } of [small, large]) await inService(url, ['sync', organisationId]);
  await query(url, 'UPDATE outbox SET done_at = now()');
  await query(url, `UPDATE connections SET next_sync_at = now() + interval '1 day'`);
  await settle(url);
  const service = await startBuiltService(url);
  const telling = await Telling.to(service.origin, small, url, lookEveryMs);
  const random = dice(1);
  const rounds: Record<'alone' | 'beside', Waits[]> = { alone: [], beside: [] };
  const left: number[] = [];
  try {
    await makeReady(url);
    await telling.asFastAsItGoes(100, tellersAtOnce);
    const capacity = await telling.asFastAsItGoes(300, tellersAtOnce);
    const alone = async () => {
      await makeReady(url);
      rounds.alone.push(await telling.atRate(capacity * load, secondsARound, random));
    };
    const beside = async () => {
      await makeReady(url);
      left.push(await waiting(url, large));
      rounds.beside.push(await telling.atRate(capacity * load, secondsARound, random));
      left.push(await waiting(url, large));
      if (left.at(-1) === 0) throw new Error('The backlog was decided before the round was over: give it more.');
    };
    await alone();
    await layBacklog(url, large, backlog);
    await beside();
    await beside();
    await clearBacklog(url, large);
    await settle(url);
    await alone();
    return report(rounds, capacity, left, { homes, backlog, secondsARound });
  } finally {
    await telling.close();
    await stopService(service);
    await housing.close();
  }
}

function report(
  rounds: Readonly<Record<'alone' | 'beside', readonly Waits[]>>,
  capacity: number,
  left: readonly number[],
  { homes, backlog, secondsARound }: { homes: number; backlog: number; secondsARound: number },
): BenchReport {
  const of = (which: 'alone' | 'beside', what: keyof Waits, share: number) =>
    spread(rounds[which].map((waits) => quantile(waits[what], share)));
  const [alone, beside] = [of('alone', 'prompts', 0.95), of('beside', 'prompts', 0.95)];
  const counted = (figure: number) => figure.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  const told = [...rounds.alone, ...rounds.beside];
  const sum = (what: keyof Waits) => told.reduce((all, waits) => all + waits[what].length, 0);
  return {
    name: 'latency',
    title: 'From a contact to its prompt',
    done: `The built service in one process, on the embedded server. A landlord with ${counted(homes)} homes, whose alerts were read minutes ago, tells contacts over HTTP (\`POST /api/v1/contacts\`), one a request, at chance moments and at ${load * 100} % of the capacity found just before (as many as were decided a second with ${tellersAtOnce} requests at once). A contact counts from the 202 that accepts it until its decision, which comes with its prompt, is in the database, looked for by SQL every ${lookEveryMs} ms. Alone; then while another landlord of the same size has ${counted(backlog)} contacts waiting, all put into the outbox at once by SQL. Rounds of ${secondsARound} s in the order alone, beside, beside, alone.`,
    ratios: [
      { what: `p95 alone ÷ ${aimMs} ms`, ratio: alone.median / aimMs, aim: 'at most 1.0' },
      { what: 'p95 beside the backlog ÷ p95 alone', ratio: beside.median / alone.median, aim: 'at most 1.5' },
    ],
    raw: {
      'Alone, p95 ms to the prompt': inWords(alone, 0),
      'Alone, p50 ms to the prompt': inWords(of('alone', 'prompts', 0.5), 0),
      'Beside the backlog, p95 ms to the prompt': inWords(beside, 0),
      'Beside the backlog, p50 ms to the prompt': inWords(of('beside', 'prompts', 0.5), 0),
      'Alone, p95 ms from the request to any decision': inWords(of('alone', 'fromRequest', 0.95), 0),
      'Beside the backlog, p95 ms from the request to any decision': inWords(of('beside', 'fromRequest', 0.95), 0),
      'Capacity, contacts/s told one by one': counted(capacity),
      'Contacts told in the rounds, and prompts of them': `${counted(sum('all'))}, ${counted(sum('prompts'))}`,
      'Backlog at the start and end of each round beside it': left.map(counted).join(', '),
    },
  };
}

/** So that nothing that was done to prepare is still being written or cleared up while contacts are timed. */
async function settle(url: string): Promise<void> {
  await query(url, 'VACUUM ANALYZE');
  await query(url, 'CHECKPOINT');
}

/**
 * Everyone's alerts as if read from the housing system just now, so that no contact waits for it, and nobody as if asked
 * before, so that contacts make prompts in every round.
 */
async function makeReady(url: string): Promise<void> {
  await query(
    url,
    `INSERT INTO alert_readings (organisation_id, person_id, read_at) SELECT organisation_id, id, now() FROM people
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET read_at = excluded.read_at`,
  );
  await query(url, 'DELETE FROM prompts');
}

/** Contacts with all households in turns, put where told ones would be, and the relay woken. */
async function layBacklog(url: string, { organisationId }: Connected, count: number): Promise<void> {
  await query(
    url,
    `WITH households AS (
       SELECT id, home_id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all_of_them
       FROM tenancies WHERE organisation_id = '${organisationId}' AND is_active
     ), laid AS (
       INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at, home_id, tenancy_id)
       SELECT '${organisationId}', gen_random_uuid(), 'backlog-' || n, 'bench/backlog', 'TEL-GEN', 'told by bench/backlog', now(),
              h.home_id, h.id
       FROM generate_series(1, ${count}) AS n JOIN households h ON h.place = n % h.all_of_them
       RETURNING id
     )
     INSERT INTO outbox (organisation_id, topic, subject_id) SELECT '${organisationId}', 'contact', id FROM laid`,
  );
  await query(url, `SELECT pg_notify('doorstep_outbox', '')`);
}

/** Leaves out what is being decided just then: whoever waited for it could be waited for. */
async function clearBacklog(url: string, { organisationId }: Connected): Promise<void> {
  await query(
    url,
    `WITH free AS (
       SELECT organisation_id, seq FROM outbox WHERE organisation_id = '${organisationId}' AND done_at IS NULL
       FOR UPDATE SKIP LOCKED
     )
     UPDATE outbox x SET done_at = now() FROM free WHERE x.organisation_id = free.organisation_id AND x.seq = free.seq`,
  );
}

async function waiting(url: string, { organisationId }: Connected): Promise<number> {
  const [row] = (await query(
    url,
    `SELECT count(*)::int AS waiting FROM outbox WHERE organisation_id = '${organisationId}' AND done_at IS NULL`,
  )) as [{ waiting: number }];
  return row.waiting;
}
