import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import type { HackneyConfig } from './configuration.js';
import { getJson } from './get-json.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { alertsOf } from './map-alert.js';
import { hackneyDefaults } from './codes.js';
import { aboutStream } from '../reading/mapping.js';
import { translateRow } from '../reading/translate-row.js';

const STREAM = 'cautionaryAlerts';
const reply = z.object({ alerts: z.array(z.unknown()).nullish() });

/**
 * Reads the cautionary alerts of the people with these ids. 404 means that a person has none. An alert that cannot be
 * read is a PROBLEM of the person: half of somebody's alerts must not pass for all of them.
 */
export function hydrateAlerts(
  config: HackneyConfig,
  people: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(STREAM, context, hackneyDefaults);
  const readKey = async (person: string): Promise<readonly Message[]> => {
    const url = `${config.housingUrl}/api/v1/cautionary-alerts/persons/${encodeURIComponent(person)}`;
    const answer = await getJson(url, config, context, 'none');
    if (answer === null) return [];
    const alerts = reply.safeParse(answer);
    if (!alerts.success) throw new SourceProblem('not-a-page', "The answer is not a list of a person's alerts.", true);
    return (alerts.data.alerts ?? []).flatMap((row) => translateRow(row, alertsOf(person), about, person));
  };
  return hydrateKeys(STREAM, people, readKey, context);
}
