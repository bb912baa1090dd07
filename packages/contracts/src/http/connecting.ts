import * as z from 'zod';

const shortName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens');
const settings = z.record(
  z.string().max(100),
  z.union([z.string().max(60_000), z.number(), z.array(z.string().max(100))]),
);
const cidrs = z.array(z.string().max(50)).max(50).default([]);

/** One setting of a system, from its own schema, so that a form can be made of it. */
export const systemField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'address', 'secret', 'number', 'choice', 'choices']),
  isRequired: z.boolean(),
  /** For a choice. */
  choices: z.array(z.string()),
  /** What holds when nothing is written. */
  standsFor: z.string().nullable(),
});
export type SystemField = z.infer<typeof systemField>;

/** GET /admin/v1/systems: what can be connected. */
export const systemShown = z.object({
  name: z.string(),
  title: z.string(),
  /** What is read: `home`, `tenancy`, `person`, `repair`, `appointment`, `alert`, `case`, `contact`. */
  reads: z.array(z.string()),
  /** What can be written back: `note`, `raise`, `task`. */
  writes: z.array(z.enum(['note', 'raise', 'task'])),
  /** What cannot, a sentence each. */
  cannot: z.array(z.string()),
  /** What to ask the system's administrator for. */
  askFor: z.array(z.string()),
  fields: z.array(systemField),
});
export type SystemShown = z.infer<typeof systemShown>;

/** POST /admin/v1/connections/check: settings that are not saved yet. */
export const connectionProposal = z.strictObject({
  connector: z.string().max(100),
  configuration: settings,
  /** Private addresses that it may reach, as CIDRs. */
  allowedAddresses: cidrs,
});
export type ConnectionProposal = z.infer<typeof connectionProposal>;

/** One line of the answer to a check, as it ends. */
export const checkLine = z.object({
  name: z.string(),
  result: z.enum(['passed', 'look', 'failed', 'not-checked']),
  detail: z.string(),
  /** A message for the administrator of the system. */
  askThem: z.string().nullable(),
  /** Milliseconds. */
  took: z.number(),
});
export type CheckLine = z.infer<typeof checkLine>;

/** The last line. `receipt`: for saving these very settings, within the hour; null where a check did not pass. */
export const checkEnd = z.object({ end: z.literal(true), receipt: z.string().nullable() });

/** POST /admin/v1/connections, with Idempotency-Key. */
export const addConnectionRequest = connectionProposal.extend({
  name: shortName,
  title: z.string().trim().min(1).max(100).exactOptional(),
  receipt: z.string().max(2000),
});
export type AddConnectionRequest = z.infer<typeof addConnectionRequest>;

/** A secret that is saved. What it is is told to nobody. */
export const secretShown = z.object({
  field: z.string(),
  label: z.string(),
  savedAt: z.iso.datetime(),
  /** A name, where it is known. */
  savedBy: z.string().nullable(),
  /** Its last four characters, where it is long enough not to be given away by them. */
  endsIn: z.string().nullable(),
  /** Until when the one before is kept, in case this one is refused. */
  formerUntil: z.iso.datetime().nullable(),
});

/** GET /admin/v1/connections/{name}. */
export const connectionShown = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  connector: z.string(),
  configuration: z.record(z.string(), z.unknown()),
  secrets: z.array(secretShown),
  allowedAddresses: z.array(z.string()),
  /** How many times they were changed. */
  allowedAddressesVersion: z.number().int(),
  pausedAt: z.iso.datetime().nullable(),
  refusedAt: z.iso.datetime().nullable(),
});
export type ConnectionShown = z.infer<typeof connectionShown>;

/** PUT /admin/v1/connections/{name}/secrets/{field}. */
export const replaceSecretRequest = z.strictObject({ secret: z.string().min(1).max(8192) });
export type ReplaceSecretRequest = z.infer<typeof replaceSecretRequest>;

/**
 * PUT /admin/v1/connections/{name}/allowed-addresses: all of them, on top of the version that was read. 409
 * `addresses-changed` with `addressesAllowed` as they stand.
 */
export const allowAddressesRequest = z.strictObject({ version: z.int32().min(0), allowedAddresses: cidrs });
export type AllowAddressesRequest = z.infer<typeof allowAddressesRequest>;

/** What a connection may reach, and who said so last. */
export interface AddressesAllowed {
  readonly version: number;
  readonly allowedAddresses: readonly string[];
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}
