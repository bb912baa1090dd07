import * as z from 'zod';

const words = z.array(z.string().trim().min(1).max(100).toLowerCase()).min(1).max(100);
const typeCode = z.string().min(1).max(20);

/** One row of the table from what a host sends to contact types. The first row whose every condition holds wins. */
export const contactMappingRow = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('repair-ended'),
    phase: z.enum(['completed', 'no-access']),
    isEmergency: z.boolean().exactOptional(),
    isHazard: z.boolean().exactOptional(),
    tradeCodes: z.array(z.string().min(1).max(50)).min(1).max(100).exactOptional(),
    /** Found whole in the trade's name. */
    tradeNameWords: words.exactOptional(),
    /** Found whole in the trade's name or the description. */
    words: words.exactOptional(),
    typeCode,
  }),
  z.strictObject({
    on: z.literal('tenancy-started'),
    isMutualExchange: z.boolean().exactOptional(),
    typeCode,
  }),
  z.strictObject({ on: z.literal('tenancy-ended'), typeCode }),
  z.strictObject({
    on: z.literal('case-opened'),
    kind: z.enum(['complaint', 'asb', 'succession', 'possession', 'disrepair', 'name-change', 'other']),
    typeCode,
  }),
  z.strictObject({
    on: z.literal('contact-told'),
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
    /** `inbound`: the resident got in touch. */
    direction: z.enum(['inbound', 'outbound']).exactOptional(),
    typeCode,
  }),
]);
export type ContactMappingRow = z.infer<typeof contactMappingRow>;

/**
 * PUT /api/v1/connections/{name}/contact-mapping: the whole table, on top of the version that was read. 409
 * `mapping-changed` with what stands now where somebody was quicker.
 */
export const changeContactMapping = z.strictObject({
  version: z.int32().min(0),
  rows: z.array(contactMappingRow).max(1000),
});
export type ChangeContactMapping = z.infer<typeof changeContactMapping>;

/** GET /api/v1/connections/{name}/contact-mapping. Version 0: as shipped, changed by nobody. */
export const contactMappingShown = z.object({
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime({ offset: true }).nullable(),
  rows: z.array(contactMappingRow),
});
export type ContactMappingShown = z.infer<typeof contactMappingShown>;

/** GET /admin/v1/contact-mapping-choices */
export const contactMappingChoices = z.object({
  types: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** Nobody is ever asked at a contact of this type. */
      isNeverAsked: z.boolean(),
    }),
  ),
  /** What a new connection starts with. */
  shipped: z.array(contactMappingRow),
});
export type ContactMappingChoices = z.infer<typeof contactMappingChoices>;

/** GET /api/v1/contacts/unmapped: what a host sent that no row of its mapping knows, most frequent first. */
export const unmappedContact = z.object({
  source: z.string(),
  /** Null where the connection is gone. */
  connection: z.string().nullable(),
  contacts: z.number().int(),
  lastSeenAt: z.iso.datetime({ offset: true }),
});
export type UnmappedContact = z.infer<typeof unmappedContact>;
