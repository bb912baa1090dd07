import { growthExponent, inWords, spread } from './figures.js';
import { connect, inService, startHousing, type Ground } from './ground.js';
import type { BenchReport } from './report.js';

interface Synced {
  readonly ms: number;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly contacts: number;
  readonly rss: number;
  readonly peakRss: number;
}

type Size = 'small' | 'large';
type Which = 'first' | 'again';

/** How the time and the memory of a sync grow with the landlord: first and unchanged, small against large. */
export async function benchGrowth(ground: Ground, small: number, large: number, rounds: number): Promise<BenchReport> {
  const taken: Record<Size, Record<Which, Synced[]>> = {
    small: { first: [], again: [] },
    large: { first: [], again: [] },
  };
  const take = async (size: Size) => {
    const housing = await startHousing(size === 'small' ? small : large);
    try {
      const url = await ground.database();
      const organisation = await connect(url, housing);
      taken[size].first.push(await inService<Synced>(url, ['sync', organisation]));
      const again = await inService<Synced>(url, ['sync', organisation]);
      if (again.inserted + again.updated + again.contacts > 0) {
        throw new Error('A sync of an unchanged source changed something.');
      }
      taken[size].again.push(again);
    } finally {
      await housing.close();
    }
  };
  for (let round = 0; round < rounds; round += 1) {
    await take('small');
    await take('large');
  }
  const median = (size: Size, which: Which, of: keyof Synced) =>
    spread(taken[size][which].map((one) => one[of])).median;
  const grows = (which: Which) =>
    growthExponent(
      { size: median('small', which, 'read'), cost: median('small', which, 'ms') },
      { size: median('large', which, 'read'), cost: median('large', which, 'ms') },
    );
  const ratio = (which: Which, of: 'rss' | 'peakRss') => median('large', which, of) / median('small', which, of);
  const both = (which: Which, of: keyof Synced, unit: number, digits: number) => {
    const words = (size: Size) => inWords(spread(taken[size][which].map((one) => one[of] / unit)), digits);
    return `${words('large')} against ${words('small')}`;
  };
  const homes = (count: number) => count.toLocaleString('en-GB');
  return {
    name: 'growth',
    title: 'How a sync grows with the landlord',
    done: `${homes(large)} homes against ${homes(small)}, each synced into a new database and then again with nothing changed, every sync in a new process. The exponent is that of time over rows read: 1 is linear. ${rounds} of each, in the order small, large.`,
    ratios: [
      { what: 'Exponent of the first sync', ratio: grows('first'), aim: 'at most 1.10' },
      { what: 'Exponent of the unchanged sync', ratio: grows('again'), aim: 'at most 1.10' },
      { what: 'Resident after the first sync, collected', ratio: ratio('first', 'rss'), aim: 'at most 1.10' },
      { what: 'Resident at its most, first sync', ratio: ratio('first', 'peakRss'), aim: 'not set' },
    ],
    raw: {
      'Rows read': both('first', 'read', 1, 0),
      'First sync, s': both('first', 'ms', 1_000, 1),
      'Unchanged sync, s': both('again', 'ms', 1_000, 1),
      'Resident after the first sync, MiB': both('first', 'rss', 2 ** 20, 0),
      'Resident at its most, MiB': both('first', 'peakRss', 2 ** 20, 0),
    },
  };
}
