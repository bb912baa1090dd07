import type { HandOffRoute } from '@doorstep/domain';

import { writeRaiseRepair } from '../hact/write-messages.js';
import { type ConnectorContext, type RaiseRequest, SourceProblem, type WriteReceipt } from '../contract.js';

import type { FilesConfig } from './configuration.js';
import { filesOf } from './read-file.js';

/** The hand-offs that are work on a home. */
export const writtenRoutes: readonly HandOffRoute[] = ['emergency', 'hazard', 'service_request'];

/**
 * Writes a HACT RaiseRepair message to the outbox, one file for each reference. Whoever takes it from there may move it
 * to a folder in the outbox: it is looked for by its name first, so the same hand-off is never there twice.
 */
export async function writeHandOff(
  config: FilesConfig,
  request: RaiseRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const files = filesOf(context);
  const name = `${encodeURIComponent(request.reference)}.json`;
  const path = `${config.outbox}/${name}`;
  const isThere = (await files.list()).some(
    (entry) => entry.path.startsWith(`${config.outbox}/`) && entry.path.endsWith(`/${name}`),
  );
  if (isThere) return { receipt: path };
  const toldAt = Date.parse(request.toldAt);
  if (Number.isNaN(toldAt)) throw new SourceProblem('refused', 'The time of the hand-off cannot be read.', false);
  const [priority, hours] = priorityOf(request, config);
  const message = writeRaiseRepair({
    DescriptionOfWork: `${request.title}. ${request.text}\n\nDoorstep reference ${request.reference}`,
    Priority: {
      PriorityCode: priority,
      RequiredCompletionDateTime: new Date(toldAt + hours * 3_600_000).toISOString(),
    },
    WorkClass: {
      WorkClassCode: '0',
      ...(request.isDampOrMould ? { WorkClassSubType: { WorkClassSubType: ['Damp or mould'] } } : {}),
    },
    DateReported: new Date(toldAt).toISOString(),
    SitePropertyUnit: [
      {
        Reference: [{ id: request.record.id, allocatedBy: 'files/home' }, ...request.record.otherReferences].map(
          ({ id, allocatedBy }) => ({ ID: id, AllocatedBy: allocatedBy }),
        ),
      },
    ],
  });
  await files.write(path, new TextEncoder().encode(`${JSON.stringify(message, null, 2)}\n`));
  return { receipt: path };
}

function priorityOf(
  { route, isEmergency, isDampOrMould }: RaiseRequest,
  { hours }: FilesConfig,
): ['2' | '3' | '4', number] {
  if (isEmergency || route === 'emergency') return ['2', hours.emergency];
  return isDampOrMould || route === 'hazard' ? ['3', hours.urgent] : ['4', hours.routine];
}
