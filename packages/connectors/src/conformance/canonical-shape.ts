import type { CanonicalRecord } from '@doorstep/domain';
import * as z from 'zod';

const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Not blank, of a length somebody could read, and nothing in it that a database refuses. */
const text = z
  .string()
  .min(1)
  .max(100_000)
  .refine((value) => value.trim() !== '' && !unstorable.test(value), 'is blank or cannot be kept');
const id = text.max(200);
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is no instant');
const date = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine((value) => new Date(`${value}T00:00:00Z`).toISOString().startsWith(value), 'is no day')
  .refine((value) => value !== '1900-01-01' && value !== '0001-01-01', 'is what older systems write for no day');
const reference = z.strictObject({ id, allocatedBy: id });
const otherReference = reference.refine(
  (one) => one.allocatedBy !== 'uprn' || /^[1-9]\d{0,11}$/.test(one.id),
  'is no UPRN: 1 to 12 digits without zeros before them',
);

const home = z.strictObject({
  entity: z.literal('home'),
  reference,
  otherReferences: z.array(otherReference),
  kind: z.enum(['estate', 'block', 'dwelling', 'non-dwelling', 'facility', 'unknown']),
  kindSource: text.nullable(),
  scheme: z.enum(['general', 'sheltered', 'refuge']),
  addressLines: z.array(text),
  postalCode: text.nullable(),
  parentReference: reference.nullable(),
  isActive: z.boolean(),
});

const person = z.strictObject({
  entity: z.literal('person'),
  reference,
  otherReferences: z.array(otherReference),
  fullName: text,
  title: text.nullable(),
  givenName: text.nullable(),
  familyName: text.nullable(),
  dateOfBirth: date.nullable(),
  dateOfDeath: date.nullable(),
  kinds: z.array(z.enum(['tenant', 'leaseholder', 'freeholder', 'household-member', 'occupant', 'unknown'])),
  tenancyReferences: z.array(reference),
});

const tenancy = z.strictObject({
  entity: z.literal('tenancy'),
  reference,
  otherReferences: z.array(otherReference),
  homeReference: reference.nullable(),
  typeCode: text.nullable(),
  typeSource: text.nullable(),
  startDate: date.nullable(),
  endDate: date.nullable(),
  isActive: z.boolean(),
  isMutualExchange: z.boolean(),
  successionDate: date.nullable(),
  evictionDate: date.nullable(),
  noticeServedDate: date.nullable(),
  members: z.array(
    z.strictObject({ reference, fullName: text, dateOfBirth: date.nullable(), isResponsible: z.boolean() }),
  ),
});

const repair = z.strictObject({
  entity: z.literal('repair'),
  reference,
  homeReference: reference.nullable(),
  description: z.string().max(100_000),
  priorityCode: z.enum(['1', '2', '3', '4', '5']).nullable(),
  prioritySource: text.nullable(),
  phase: z.enum([
    'requested',
    'open',
    'scheduled',
    'in-progress',
    'on-hold',
    'awaiting-approval',
    'completed',
    'cancelled',
    'no-access',
    'superseded',
    'unknown',
  ]),
  statusSource: text.nullable(),
  tradeCode: text.nullable(),
  tradeName: text.nullable(),
  contractor: text.nullable(),
  raisedAt: instant.nullable(),
  completedAt: instant.nullable(),
  isEmergency: z.boolean(),
  isHazard: z.boolean(),
});

const appointment = z.strictObject({
  entity: z.literal('appointment'),
  reference,
  repairReference: reference,
  startsAt: instant,
  endsAt: instant.nullable(),
  lifecycle: z.enum(['planned', 'started', 'completed', 'cancelled', 'no-access', 'unknown']),
  lifecycleSource: text.nullable(),
});

const alert = z.strictObject({
  entity: z.literal('alert'),
  reference,
  personReference: reference,
  code: z.string().regex(/^[\u0020-\u2009\u2016-\uffff]+$/, 'has a hyphen that is not ASCII'),
  codeSource: text,
  startDate: date.nullable(),
  endDate: date.nullable(),
  isActive: z.boolean(),
});

const hostCase = z.strictObject({
  entity: z.literal('case'),
  reference,
  kind: z.enum(['complaint', 'asb', 'succession', 'possession', 'disrepair', 'name-change', 'other']),
  kindSource: text,
  state: text,
  isOpen: z.boolean(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  relatedTo: z.array(reference),
});

const contact = z.strictObject({
  entity: z.literal('contact'),
  reference,
  kind: z.enum([
    'phone-call',
    'email',
    'text-message',
    'letter',
    'visit',
    'no-access',
    'portal-message',
    'repair-request',
    'note',
    'complaint',
    'survey',
    'unknown',
  ]),
  kindSource: text.nullable(),
  direction: z.enum(['inbound', 'outbound', 'internal', 'unknown']),
  occurredAt: instant,
  personReference: reference.nullable(),
  tenancyReference: reference.nullable(),
  homeReference: reference.nullable(),
  repairReference: reference.nullable(),
});

const canonical: z.ZodType<CanonicalRecord> = z.discriminatedUnion('entity', [
  home,
  person,
  tenancy,
  repair,
  appointment,
  alert,
  hostCase,
  contact,
]);

/** What is wrong with a record's shape, by field and without a value; null when nothing is. */
export function faultOfShape(record: CanonicalRecord): string | null {
  const issue = canonical.safeParse(record).error?.issues[0];
  return issue === undefined ? null : `${record.entity}.${issue.path.join('.')}: ${issue.message}`;
}
