import * as z from 'zod';

/** Which part of a list is asked for. */
export const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });
export type ListQuery = z.infer<typeof listQuery>;

const reference = z.object({ id: z.string().min(1).max(200), allocatedBy: z.string().min(1).max(200) });

/** POST /api/v1/contacts: an everyday contact, told by the landlord's own system. One of home, tenancy, person is needed. */
export const contactRequest = z
  .object({
    /** The system's own id of this contact; the same reference again is the same contact. */
    reference,
    /** One of the contact type codes, e.g. `TEL-GEN`. */
    type: z.string().regex(/^[A-Z]{3}-[A-Z]{3,4}$/, 'write a contact type code, for instance TEL-GEN'),
    occurredAt: z.iso.datetime({ offset: true }),
    person: reference.optional(),
    tenancy: reference.optional(),
    home: reference.optional(),
  })
  .refine((one) => one.person ?? one.tenancy ?? one.home, 'name the person, the tenancy or the home it was with');
export type ContactRequest = z.infer<typeof contactRequest>;

export const contactsRequest = z.object({ items: z.array(contactRequest).min(1).max(500) });
export type ContactsRequest = z.infer<typeof contactsRequest>;
