import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import type { HackneyConfig } from './configuration.js';
import { getJson } from './get-json.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { appointmentsOf } from './map-appointment.js';
import { hackneyDefaults } from './codes.js';
import { aboutStream } from '../reading/mapping.js';
import { translateRow } from '../reading/translate-row.js';

const STREAM = 'appointments';
const detail = z.object({ appointment: z.union([z.array(z.unknown()), z.looseObject({})]).nullish() });

/** Reads the appointments of the work orders with these references. */
export function hydrateAppointments(
  config: HackneyConfig,
  references: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(STREAM, context, hackneyDefaults);
  const readKey = async (reference: string): Promise<readonly Message[]> => {
    const url = `${config.repairsUrl}/api/v2/workOrders/${encodeURIComponent(reference)}`;
    const reply = detail.safeParse(await getJson(url, config, context));
    if (!reply.success) throw new SourceProblem('not-a-page', 'The answer is not a work order.', true);
    const appointments = [reply.data.appointment ?? []].flat();
    return appointments.flatMap((row) => translateRow(row, appointmentsOf(reference), about, reference));
  };
  return hydrateKeys(STREAM, references, readKey, context);
}
