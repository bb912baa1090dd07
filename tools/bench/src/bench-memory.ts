import { inWords, spread } from './figures.js';
import { connect, inService, startHousing, type Ground } from './ground.js';
import type { BenchReport } from './report.js';

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly peakRss: number;
}

/** What a process of the service holds after syncing a large landlord against after a small one. */
export async function benchMemory(ground: Ground, small: number, large: number, rounds: number): Promise<BenchReport> {
  const housings = [await startHousing(small), await startHousing(large)] as const;
  const taken: Record<'small' | 'large', Memory[]> = { small: [], large: [] };
  const take = async (which: 'small' | 'large') => {
    const housing = housings[which === 'small' ? 0 : 1];
    const url = await ground.database();
    taken[which].push(await inService<Memory>(url, ['sync', await connect(url, housing)]));
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      await take('large');
      await take('small');
      await take('small');
      await take('large');
    }
  } finally {
    for (const housing of housings) await housing.close();
  }
  const mebibytes = (which: 'small' | 'large', of: keyof Memory) =>
    spread(taken[which].map((one) => one[of] / 2 ** 20));
  const ratio = (of: keyof Memory) => mebibytes('large', of).median / mebibytes('small', of).median;
  const both = (of: keyof Memory) =>
    `${inWords(mebibytes('large', of), 0)} against ${inWords(mebibytes('small', of), 0)}`;
  return {
    name: 'memory',
    title: 'Memory after a large landlord against after a small one',
    done: `Resident memory of the process that synced ${large.toLocaleString('en-GB')} homes against one that synced ${small.toLocaleString('en-GB')}: after the sync, garbage collected first; and the most it ever took. ${rounds * 2} of each, in the order large, small, small, large, each in a new process on a new database.`,
    ratios: [
      { what: 'Resident after the sync, collected', ratio: ratio('rss'), aim: 'at most 1.10' },
      { what: 'Resident at its most', ratio: ratio('peakRss'), aim: 'not set' },
      { what: 'Heap in use after the sync, collected', ratio: ratio('heapUsed'), aim: 'not set' },
    ],
    raw: {
      'Resident after the sync, MiB': both('rss'),
      'Resident at its most, MiB': both('peakRss'),
      'Heap in use after the sync, MiB': both('heapUsed'),
    },
  };
}
