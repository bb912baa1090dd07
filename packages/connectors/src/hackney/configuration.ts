import * as z from 'zod';

import { address, code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

const schema = z.strictObject({
  housingUrl: address.meta({ title: 'Address of the Manage My Home search', format: 'uri' }),
  repairsUrl: address.meta({ title: 'Address of Repairs, when it is another one', format: 'uri' }).optional(),
  notesUrl: address.meta({ title: 'Address of Notes, when it is another one', format: 'uri' }).optional(),
  apiKey: secret('API key'),
  userToken: secret('Token of the user whose rights Repairs applies').optional(),
  raiseContractor: code('Reference of the contractor that raised orders go to').optional(),
  raiseTrade: code('Trade code of raised orders').optional(),
  raiseRate: code('Schedule of rates code of raised orders').optional(),
  pageSize: z.int().min(1).max(1000).default(500).meta({ title: 'Records asked for at a time' }),
});

export interface HackneyConfig {
  /** Without a slash at the end, as are `repairsUrl` and `notesUrl`. */
  readonly housingUrl: string;
  readonly repairsUrl: string;
  readonly notesUrl: string;
  readonly apiKey: string;
  readonly userToken: string | null;
  /** Rows asked for at a time from the search, 1 to 1,000. Repairs gives 50 whatever is asked. */
  readonly pageSize: number;
  /** What Repairs wants of every order: by whom, which trade, which rate. Null: the landlord has not said all three. */
  readonly raising: { readonly contractor: string; readonly trade: string; readonly rate: string } | null;
}

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export const configurationSchema = schemaOf(schema);

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(configuration: unknown): HackneyConfig {
  const {
    housingUrl,
    repairsUrl = housingUrl,
    notesUrl = housingUrl,
    apiKey,
    userToken = null,
    pageSize,
    raiseContractor: contractor,
    raiseTrade: trade,
    raiseRate: rate,
  } = parseConfiguration(schema, configuration);
  const isComplete = contractor !== undefined && trade !== undefined && rate !== undefined;
  return {
    housingUrl,
    repairsUrl,
    notesUrl,
    apiKey,
    userToken,
    pageSize,
    raising: isComplete ? { contractor, trade, rate } : null,
  };
}
