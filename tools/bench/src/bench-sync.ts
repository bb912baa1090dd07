import { copyMirror, takeMirror, type MirrorRows } from './copy-mirror.js';
import { inWords, spread } from './figures.js';
import { connect, inService, query, startHousing, type Ground } from './ground.js';
import type { BenchReport } from './report.js';

interface Synced {
  readonly ms: number;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly contacts: number;
}

/** Full sync, and full sync again with nothing changed, against raw COPY of the rows that came of it. */
export async function benchSync(ground: Ground, homes: number, rounds: number): Promise<BenchReport> {
  const housing = await startHousing(homes);
  const first: number[] = [];
  const again: number[] = [];
  const copies: number[] = [];
  const walBytes: number[] = [];
  let mirror: MirrorRows | undefined;
  const sync = async () => {
    const url = await ground.database();
    const organisation = await connect(url, housing);
    first.push((await inService<Synced>(url, ['sync', organisation])).ms);
    const before = await walPosition(url);
    const unchanged = await inService<Synced>(url, ['sync', organisation]);
    walBytes.push((await walPosition(url)) - before);
    if (unchanged.inserted + unchanged.updated + unchanged.contacts > 0) {
      throw new Error('A sync of an unchanged source changed something.');
    }
    again.push(unchanged.ms);
    mirror = await takeMirror(url);
  };
  const copy = async () => copies.push(await copyMirror(await ground.database(), mirror!));
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Ours, theirs, theirs, ours: whatever drifts meanwhile weighs on both.
      await sync();
      await copy();
      await copy();
      await sync();
    }
  } finally {
    await housing.close();
  }
  const { rows } = mirror!;
  const perSecond = (ms: readonly number[]) => spread(ms.map((one) => rows / (one / 1_000)));
  const [full, same, raw] = [perSecond(first), perSecond(again), perSecond(copies)];
  return {
    name: 'sync',
    title: 'Sync against raw COPY',
    done: `${rows.toLocaleString('en-GB')} rows of ${homes.toLocaleString('en-GB')} homes. Ours: paged JSON over HTTP from the simulated housing system in another process, validated, mapped, hashed, merged under row level security, with contacts derived and the state kept page by page. Theirs: \`COPY … FROM STDIN\` of the same rows out of memory into the same tables with the same indexes and constraints, as the owner, because PostgreSQL refuses COPY under row level security. ${rounds * 2} of each, in the order ours, theirs, theirs, ours; every first sync and every COPY into a new database.`,
    ratios: [
      { what: 'First full sync ÷ COPY', ratio: full.median / raw.median, aim: 'at least 0.30' },
      { what: 'Unchanged full sync ÷ COPY', ratio: same.median / raw.median, aim: 'at least 0.80, later' },
    ],
    raw: {
      'First full sync, rows/s': inWords(full, 0),
      'Unchanged full sync, rows/s': inWords(same, 0),
      'COPY, rows/s': inWords(raw, 0),
      'First full sync, s': inWords(spread(first.map((ms) => ms / 1_000)), 1),
      'Unchanged full sync, s': inWords(spread(again.map((ms) => ms / 1_000)), 1),
      'COPY, s': inWords(spread(copies.map((ms) => ms / 1_000)), 1),
      'WAL bytes a row of an unchanged sync': inWords(spread(walBytes.map((bytes) => bytes / rows)), 1),
    },
  };
}

async function walPosition(url: string): Promise<number> {
  const [row] = (await query(url, `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS at`)) as [
    { at: number },
  ];
  return row.at;
}
