import { dayOf } from './landlord/calendar.js';
import { generateLandlord } from './landlord/generate.js';
import type { Landlord } from './landlord/landlord.js';
import { readPublishedLandlord } from './landlord/published.js';
import { buildServer } from './serve/server.js';

export type { DataverseFault, Weakness } from './dataverse/faults.js';
export { type DataverseSim, startDataverseSim } from './dataverse/start-dataverse.js';
export type { FixfloFault, FixfloList } from './fixflo/faults.js';
export { startFixfloSim } from './fixflo/start-fixflo.js';
export type { Counts, Landlord } from './landlord/landlord.js';
export type { Highlight, StoryCode } from './landlord/stories.js';
export type { FaultOptions as SalesforceFaultOptions, SalesforceFault } from './salesforce/faults.js';
export type { ObjectName as SalesforceObject } from './salesforce/objects.js';
export type { FieldValue as SalesforceValue, SalesforceRow } from './salesforce/org.js';
export { type SalesforceSim, startSalesforceSim } from './salesforce/start.js';
export type { RecentRepair, Resident } from './serve/residents.js';

export interface HousingSimOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Dwellings, 10 to 100,000; ignored with `fixtures`. */
  readonly homes: number;
  readonly seed: number;
  /** What `x-api-key` must say. */
  readonly apiKey: string;
  /** Folder with `hackney-housing-search/`; its people, tenures and assets are served instead of invented ones. */
  readonly fixtures?: string | undefined;
  /** `YYYY-MM-DD`; everything is dated against it. Today (UTC) when absent. */
  readonly today?: string | undefined;
}

export interface HousingSim {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  readonly landlord: Landlord;
  close(): Promise<void>;
}

/**
 * Starts a simulated housing system on loopback.
 *
 * @throws where the port is taken, the fixtures cannot be read, or `today` is not a date
 */
export async function startHousingSim(options: HousingSimOptions): Promise<HousingSim> {
  const today = options.today === undefined ? dayOf(Date.now()) : Date.parse(`${options.today}T00:00:00Z`);
  if (Number.isNaN(today)) throw new Error(`today wants YYYY-MM-DD, not ${String(options.today)}`);
  const landlord =
    options.fixtures === undefined
      ? generateLandlord(options.homes, options.seed, today)
      : readPublishedLandlord(options.fixtures);
  const server = buildServer(landlord, options.apiKey, today);
  const url = await server.listen({ port: options.port, host: '127.0.0.1' });
  return { url, landlord, close: () => server.close() };
}
