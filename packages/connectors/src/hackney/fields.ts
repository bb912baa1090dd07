import type { StreamFields } from '../contract.js';
import { fixedFields } from '../reading/matched-fields.js';

import { alertsOf } from './map-alert.js';
import { appointmentsOf } from './map-appointment.js';
import { cases } from './map-case.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';

/** Published, and the same everywhere; what a landlord tells us is what some values mean. */
export function fields(): readonly StreamFields[] {
  return [
    fixedFields(homes, { assetType: 'schemes' }),
    fixedFields(tenancies),
    fixedFields(people, { personTypes: 'persons.personTypes' }),
    fixedFields(cases, { processName: 'cases' }),
    fixedFields(repairs, { status: 'workOrders.status' }),
    fixedFields(appointmentsOf('')),
    fixedFields(alertsOf('')),
  ];
}
