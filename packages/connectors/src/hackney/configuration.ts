import * as z from 'zod';

import { ConfigurationProblem } from '../contract.js';

const address = z
  .string()
  .max(2000)
  .refine(isPlainAddress, 'must be an http or https address without a user name, query or fragment');

const secret = (title: string) =>
  z.string().trim().min(1, 'must not be empty').max(8192).meta({ title, 'x-secret': true });

const code = (title: string) => z.string().trim().min(1, 'must not be empty').max(100).meta({ title });

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
export const configurationSchema: Readonly<Record<string, unknown>> = z.toJSONSchema(schema, { io: 'input' });

/**
 * Parses a stored configuration.
 * Throws `ConfigurationProblem` with one sentence that names the field and never holds its value.
 */
export function configure(configuration: unknown): HackneyConfig {
  const parsed = schema.safeParse(configuration);
  if (!parsed.success) throw new ConfigurationProblem(sentenceFor(parsed.error));
  const {
    housingUrl,
    repairsUrl = housingUrl,
    notesUrl = housingUrl,
    apiKey,
    userToken = null,
    pageSize,
  } = parsed.data;
  const { raiseContractor: contractor, raiseTrade: trade, raiseRate: rate } = parsed.data;
  const isComplete = contractor !== undefined && trade !== undefined && rate !== undefined;
  return {
    housingUrl: trimSlash(housingUrl),
    repairsUrl: trimSlash(repairsUrl),
    notesUrl: trimSlash(notesUrl),
    apiKey,
    userToken,
    pageSize,
    raising: isComplete ? { contractor, trade, rate } : null,
  };
}

function sentenceFor(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    return `The configuration has a field it does not know: ${issue.keys.join(', ')}.`;
  const field = issue?.path.join('.');
  return field ? `${field}: ${issue?.message}.` : 'The configuration must be an object.';
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}

function trimSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
