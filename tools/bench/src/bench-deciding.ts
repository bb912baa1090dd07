import { inWords, spread } from './figures.js';
import { connect, inService, startHousing, type Ground } from './ground.js';
import type { BenchReport } from './report.js';

/** Deciding contacts end to end against jobs that do nothing on the same kind of queue. */
export async function benchDeciding(
  ground: Ground,
  homes: number,
  contacts: number,
  rounds: number,
): Promise<BenchReport> {
  const housing = await startHousing(homes);
  const unread: number[] = [];
  const read: number[] = [];
  const noops: number[] = [];
  const decide = async (databaseUrl: string, organisation: string, round: string) =>
    contacts /
    ((await inService<{ ms: number }>(databaseUrl, ['decide', organisation, String(contacts), round])).ms / 1_000);
  const ours = async () => {
    const url = await ground.database();
    const organisation = await connect(url, housing);
    await inService(url, ['sync', organisation]);
    unread.push(await decide(url, organisation, 'first'));
    read.push(await decide(url, organisation, 'second'));
  };
  const theirs = async () => {
    const { ms } = await inService<{ ms: number }>(await ground.database(), ['noop', String(contacts)]);
    noops.push(contacts / (ms / 1_000));
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      await ours();
      await theirs();
      await theirs();
      await ours();
    }
  } finally {
    await housing.close();
  }
  const [cold, warm, bare] = [spread(unread), spread(read), spread(noops)];
  return {
    name: 'deciding',
    title: 'Deciding against jobs that do nothing',
    done: `${contacts.toLocaleString('en-GB')} contacts of a landlord with ${homes.toLocaleString('en-GB')} homes, told beforehand. Ours: relay, queue, alerts, facts, rules, decision with its trace, prompt, notice done, all durable; from the relay's first look to the last decision. Theirs: as many BullMQ jobs that do nothing, on its PostgreSQL backend on the same server; from the first addition to the last completion. As many jobs at once on both sides. ${rounds * 2} of each, in the order ours, theirs, theirs, ours. The first time every resident's alerts are read over HTTP, one request a resident, as the housing system wants it; the second time they were read minutes ago.`,
    ratios: [
      { what: 'Contacts/s, alerts read minutes ago ÷ jobs/s', ratio: warm.median / bare.median, aim: 'at least 1.0' },
      {
        what: 'Contacts/s, alerts to be read over HTTP ÷ jobs/s',
        ratio: cold.median / bare.median,
        aim: 'at least 1.0',
      },
    ],
    raw: {
      'Contacts/s, alerts read minutes ago': inWords(warm, 0),
      'Contacts/s, alerts to be read over HTTP': inWords(cold, 0),
      'Jobs that do nothing, jobs/s': inWords(bare, 0),
    },
  };
}
