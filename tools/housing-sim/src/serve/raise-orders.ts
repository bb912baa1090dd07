import type { FastifyInstance } from 'fastify';
import { PRIORITIES } from '../landlord/jobs.js';
import type { Landlord } from '../landlord/landlord.js';
import { BadRequest } from './query.js';

const IN_PROGRESS = 80;
const CODED = Object.values(PRIORITIES).filter((priority) => priority.code !== null && priority !== PRIORITIES.pilot);

/** The part of a HACT ScheduleRepair that Repairs API v2 reads. */
interface ScheduleRepair {
  readonly reference?: readonly { readonly id?: string }[];
  readonly descriptionOfWork?: string;
  readonly priority?: { readonly priorityCode?: number };
  readonly workElement?: readonly {
    readonly trade?: readonly { readonly customCode?: string; readonly customName?: string }[];
    readonly rateScheduleItem?: readonly { readonly customCode?: string }[];
  }[];
  readonly site?: { readonly property?: readonly { readonly propertyReference?: string }[] };
  readonly assignedToPrimary?: {
    readonly name?: string;
    readonly organization?: { readonly reference?: readonly { readonly id?: string }[] };
  };
  readonly isAwaabsDampAndMouldRepair?: boolean;
}

/** Repairs API v2 where orders are raised: the priorities, and the door that takes an order and answers its number. */
export function addRaisingOrders(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v2/schedule-of-rates/priorities', () =>
    CODED.map(({ code, label, targetDays }) => ({
      priorityCode: code,
      description: label,
      daysToComplete: targetDays,
      enabled: true,
    })),
  );

  server.post<{ Body: ScheduleRepair | null }>(
    '/api/v2/workOrders/schedule',
    { config: { isWrite: true } },
    (request) => {
      const body = request.body ?? {};
      const propertyReference = body.site?.property?.[0]?.propertyReference ?? '';
      const asset = landlord.assets.all().find(({ assetId }) => assetId === propertyReference);
      const [element] = body.workElement ?? [];
      const trade = element?.trade?.[0];
      const priority = CODED.find(({ code }) => code === body.priority?.priorityCode);
      const owner = body.assignedToPrimary?.organization?.reference?.[0]?.id;
      if (asset === undefined) throw new BadRequest(`There is no property ${propertyReference}`);
      if (body.descriptionOfWork === undefined || body.descriptionOfWork === '')
        throw new BadRequest('descriptionOfWork is required');
      if (priority === undefined) throw new BadRequest('priority wants a code that is in use');
      if (trade?.customCode === undefined || element?.rateScheduleItem?.[0]?.customCode === undefined)
        throw new BadRequest('workElement wants a trade and a rate');
      if (owner === undefined) throw new BadRequest('assignedToPrimary wants the reference of a contractor');
      const reference = landlord.workOrders.nextReference;
      landlord.workOrders.put({
        reference,
        raisedMs: Date.now(),
        property: asset.assetAddress.addressLine1,
        propertyPostCode: asset.assetAddress.postCode,
        propertyReference,
        owner,
        description: body.descriptionOfWork,
        tradeCode: trade.customCode,
        tradeDescription: trade.customName ?? trade.customCode,
        priority,
        isFollowOn: false,
        needsFollowOn: false,
        statusCode: IN_PROGRESS,
        closedMs: null,
        appointment: null,
        isDampOrMould: body.isAwaabsDampAndMouldRepair === true,
      });
      return { id: reference, statusCode: IN_PROGRESS, externallyManagedAppointment: false };
    },
  );
}
