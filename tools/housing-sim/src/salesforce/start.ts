import { SalesforceFaults } from './faults.js';
import { fillOrg } from './landlord.js';
import { SalesforceOrg } from './org.js';
import { buildServer, type Credentials } from './server.js';

export interface SalesforceSimOptions extends Credentials {
  /** 0 for any free port. */
  readonly port: number;
  readonly homes: number;
  readonly seed: number;
  /** Rows in one answer at most, whatever is asked; 2,000 when absent. */
  readonly largestBatch?: number;
  /** The organisation's clock; the machine's when absent. */
  readonly now?: () => Date;
}

export interface SalesforceSim {
  /** `http://127.0.0.1:…`, the My Domain address and the instance in one. */
  readonly url: string;
  readonly org: SalesforceOrg;
  readonly faults: SalesforceFaults;
  close(): Promise<void>;
}

/**
 * Starts a simulated Salesforce organisation on loopback.
 *
 * @throws where the port is taken
 */
export async function startSalesforceSim(options: SalesforceSimOptions): Promise<SalesforceSim> {
  const org = new SalesforceOrg(options.now ?? (() => new Date()));
  fillOrg(org, options.homes, options.seed);
  const faults = new SalesforceFaults();
  const server = buildServer(org, faults, options, options.largestBatch ?? 2000);
  const url = await server.listen({ port: options.port, host: '127.0.0.1' });
  return { url, org, faults, close: () => server.close() };
}
