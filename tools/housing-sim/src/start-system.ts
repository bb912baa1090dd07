import { dayOf } from './landlord/calendar.js';
import { startDataverseSim } from './dataverse/start-dataverse.js';
import { startFixfloSim } from './fixflo/start-fixflo.js';
import { startHousingSim, type HousingSimOptions } from './index.js';
import { startSalesforceSim } from './salesforce/start.js';

/** The housing systems that can be pretended, by the names that the connectors have. */
export const systems = ['hackney', 'dataverse', 'salesforce', 'fixflo'] as const;
export type System = (typeof systems)[number];

/** What an application signs in as, with the key for its secret; also the id of Fixflo's webhook. */
export const clientId = 'housing-sim';

/** Where a system listens, and how many records of which kind it holds. */
export interface StartedSystem {
  readonly listening: string;
  readonly homes: number;
  readonly [kind: string]: string | number;
}

/**
 * Starts one on loopback. `apiKey` is what each signs in with: a key, a token or a client's secret.
 *
 * @throws where the port is taken, the fixtures cannot be read, or `today` is not a date
 */
export async function startSystem(system: System, options: HousingSimOptions): Promise<StartedSystem> {
  const { port, homes, seed, apiKey } = options;
  switch (system) {
    case 'hackney':
      return startHackney(options);
    case 'dataverse': {
      const size = {
        homes,
        people: homes,
        repairs: homes * 2,
        cases: Math.ceil(homes / 5),
        contacts: Math.ceil(homes / 5),
      };
      const today = options.today ?? new Date(dayOf(Date.now())).toISOString().slice(0, 10);
      const { url } = await startDataverseSim({ port, seed, size, clientId, clientSecret: apiKey, today });
      return { listening: url, ...size };
    }
    case 'salesforce': {
      const { url } = await startSalesforceSim({ port, homes, seed, clientId, clientSecret: apiKey });
      return { listening: url, homes };
    }
    case 'fixflo': {
      const { url } = await startFixfloSim({ port, homes, seed, token: apiKey, pageSize: 50, webhookId: clientId });
      return { listening: url, homes };
    }
  }
}

async function startHackney(options: HousingSimOptions): Promise<StartedSystem> {
  const { url, landlord } = await startHousingSim(options);
  const counts = landlord.counts();
  return {
    listening: url,
    homes: options.fixtures === undefined ? counts.homes : counts.assets,
    people: counts.persons,
    tenancies: counts.tenures,
    repairs: counts.workOrders,
  };
}
