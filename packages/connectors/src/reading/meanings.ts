import type {
  AppointmentRecord,
  CaseKind,
  ContactKind,
  HomeKind,
  PersonKind,
  RepairPhase,
  RepairRecord,
  Scheme,
} from '@doorstep/domain';

import type { StreamSpec } from '../contract.js';

const schemes: readonly Scheme[] = ['general', 'sheltered', 'refuge'];
const homeKinds: readonly HomeKind[] = ['estate', 'block', 'dwelling', 'non-dwelling', 'facility'];
const personKinds: readonly PersonKind[] = ['tenant', 'leaseholder', 'freeholder', 'household-member', 'occupant'];
const repairPhases: readonly RepairPhase[] = [
  ...(['requested', 'open', 'scheduled', 'in-progress', 'on-hold', 'awaiting-approval'] as const),
  ...(['completed', 'cancelled', 'no-access', 'superseded'] as const),
];
const priorities: readonly NonNullable<RepairRecord['priorityCode']>[] = ['1', '2', '3', '4', '5'];
const lifecycles: readonly AppointmentRecord['lifecycle'][] = [
  'planned',
  'started',
  'completed',
  'cancelled',
  'no-access',
];
const caseKinds: readonly CaseKind[] = [
  ...(['complaint', 'asb', 'succession', 'possession', 'disrepair', 'name-change'] as const),
];
const contactKinds: readonly ContactKind[] = [
  ...(['phone-call', 'email', 'text-message', 'letter', 'visit', 'no-access', 'portal-message'] as const),
  ...(['repair-request', 'note', 'complaint', 'survey'] as const),
];

/** What a code of a host can mean to us, whatever the host. */
export const meanings = { schemes, homeKinds, personKinds, repairPhases, priorities, contactKinds } as const;

/** Entity and our field → what its codes can mean. A field goes by several names in the connectors. */
const byField: Readonly<Record<string, readonly string[]>> = {
  'home.kind': homeKinds,
  'home.scheme': schemes,
  'home.archiveStatus': ['active', 'inactive'],
  'person.kind': personKinds,
  'person.personTypes': personKinds,
  'person.erasedName': ['erased'],
  'repair.caseType': ['repair'],
  'repair.priority': priorities,
  'repair.phase': repairPhases,
  'repair.status': repairPhases,
  'repair.closeReason': repairPhases,
  'appointment.status': lifecycles,
  'contact.kind': [...contactKinds, 'none'],
  'contact.direction': ['inbound', 'outbound', 'internal'],
  'contact.from': ['inbound', 'outbound'],
  'contact.state': ['planned', 'done', 'cancelled'],
};

/** What the codes of one list of a mapping can mean: `schemes`, `cases`, or `stream.field`. Empty: anything. */
export function meaningsOf(list: string, streams: readonly StreamSpec[]): readonly string[] {
  if (list === 'schemes') return schemes;
  if (list === 'cases') return caseKinds;
  const [stream, field] = list.split('.');
  const entity = streams.find(({ name }) => name === stream)?.entity;
  return byField[`${entity}.${field}`] ?? [];
}
