import * as z from 'zod';

import { type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';
import { readJson } from '../reading/read-json.js';

import type { DataverseConfig } from './configuration.js';
import { accessToken } from './token.js';

/** Labels of codes and which table a lookup leads to: wanted with every answer, and asked for with every request. */
const ANNOTATIONS =
  'odata.include-annotations="OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.lookuplogicalname"';

/** `https://…/api/data/v9.2`. */
export function apiOf({ environmentUrl, apiVersion }: DataverseConfig): string {
  return `${environmentUrl}/api/data/${apiVersion}`;
}

export const odata = { accept: 'application/json', 'odata-version': '4.0', 'odata-maxversion': '4.0' } as const;

/**
 * Asks with the application's token, and once more with a new one where that was refused: a token can be withdrawn
 * before its end. `prefer` comes before the wish for labels. Throws what the client and sign-in throw.
 */
export function ask(
  url: string,
  config: DataverseConfig,
  context: ConnectorContext,
  prefer: readonly string[] = [],
): Promise<FetchedText> {
  const headers = { ...odata, prefer: [...prefer, ANNOTATIONS].join(',') };
  return withToken(config, context, (authorization) => context.get({ url, headers: { ...headers, authorization } }));
}

/** Does `request` with a token, and once more with a new one where the answer is 401. */
export async function withToken(
  config: DataverseConfig,
  context: ConnectorContext,
  request: (authorization: string) => Promise<FetchedText>,
): Promise<FetchedText> {
  const token = await accessToken(config, context);
  const answer = await request(`Bearer ${token}`);
  if (answer.status !== 401) return answer;
  return request(`Bearer ${await accessToken(config, context, token)}`);
}

/**
 * The JSON of an answer with status 200, as `readJson`; what Dataverse says of a bad request is told by its number.
 * Throws `SourceProblem`.
 */
export function readOData(answer: FetchedText): unknown {
  if (answer.status === 403) {
    const message = 'Dataverse refused the application user (403). Give its role organisation-level read on the table.';
    throw new SourceProblem('no-permission', message, false);
  }
  if (answer.status === 400 || answer.status === 404) {
    const message = `Dataverse does not know the table or one of the columns that the mapping names (${answer.status}${codeOf(answer)}).`;
    throw new SourceProblem('not-as-declared', message, false);
  }
  return readJson(answer);
}

const errorShape = z.object({ error: z.object({ code: z.string().regex(/^0x[0-9a-f]{8}$/i) }) });

/** Its text may hold values; its number does not. */
function codeOf({ body }: FetchedText): string {
  try {
    return `, ${errorShape.parse(JSON.parse(body)).error.code}`;
  } catch {
    return '';
  }
}
