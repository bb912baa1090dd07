import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const system = z.string().trim().min(1).max(200);
const recordSystems = z.strictObject({ person: system, tenancy: system, home: system });
/** Roles that a host may give: those of people who meet residents. */
const panelRole = z.enum(['officer', 'lead', 'operative', 'income', 'asb', 'legal']);
const panelRoleMap = z.record(z.string().min(1).max(100), panelRole);

/** GET /admin/v1/installations: the host CRMs that show the panel. No secret is in it. */
export const installationShown = z.object({
  name: z.string(),
  /** What the host puts in its page and signs as `iss`. */
  installation: z.string(),
  allowedOrigins: z.array(z.string()),
  /** `key-set` and `canvas` stand for an address and a Salesforce organisation. */
  keys: z.array(z.object({ kid: z.string(), alg: z.string() })),
  keySetUrl: z.string().nullable(),
  canvasOrganisation: z.string().nullable(),
  /** The host's roles under our names; empty: it uses our names. */
  roleMap: z.record(z.string(), z.string()),
  recordSystems: z.record(z.string(), z.string()),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instant,
  /** Where the panel was opened last, and when, to the minute; null: not yet. */
  lastSeen: z.object({ origin: z.string().nullable(), at: instant }).nullable(),
});
export type InstallationShown = z.infer<typeof installationShown>;

/** POST /admin/v1/installations */
export const addInstallationRequest = z.strictObject({
  name: z.string().trim().min(1, 'write a name').max(100),
  allowedOrigins: z.array(z.string().max(300)).min(1).max(20),
  /** Left out: the systems that most of the records here are from. */
  recordSystems: recordSystems.optional(),
  roleMap: panelRoleMap.optional(),
});
export type AddInstallationRequest = z.infer<typeof addInstallationRequest>;

/** PATCH /admin/v1/installations/{installation}: what is left out stays. */
export const changeInstallationRequest = z.strictObject({
  /** As it was read; 409 `installation-changed` with what stands now where somebody was quicker. */
  version: z.int32().min(0),
  name: z.string().trim().min(1, 'write a name').max(100).optional(),
  allowedOrigins: z.array(z.string().max(300)).min(1).max(20).optional(),
  recordSystems: recordSystems.optional(),
  roleMap: panelRoleMap.optional(),
});
export type ChangeInstallationRequest = z.infer<typeof changeInstallationRequest>;

const keyName = z.string().trim().min(1, 'write a name').max(100);

/** POST /admin/v1/installations/{installation}/keys: one more key, two at a time. */
export const addHostKeyRequest = z.discriminatedUnion('kind', [
  /** PEM of a key or a certificate, or one JWK. */
  z.strictObject({ kind: z.literal('public'), text: z.string().min(1).max(20_000), kid: keyName.optional() }),
  /** A secret is made here and answered this once. */
  z.strictObject({ kind: z.literal('shared'), kid: keyName }),
  z.strictObject({
    kind: z.literal('key-set'),
    url: z.string().min(1).max(2000),
    /** Private addresses that may be reached for it, such as `10.20.0.0/16`. */
    allowedAddresses: z.array(z.string().max(60)).max(20).optional(),
  }),
  z.strictObject({ kind: z.literal('canvas'), secret: z.string().min(1).max(500), organisation: z.string().max(30) }),
]);
export type AddHostKeyRequest = z.infer<typeof addHostKeyRequest>;
export const hostKeyAdded = z.object({
  installation: installationShown,
  /** Of a shared key: shown this once. */
  secret: z.string().nullable(),
});
export type HostKeyAdded = z.infer<typeof hostKeyAdded>;

/** POST /admin/v1/installations/{installation}/keys/remove */
export const removeHostKeyRequest = z.strictObject({ kid: z.string().min(1).max(100) });
export type RemoveHostKeyRequest = z.infer<typeof removeHostKeyRequest>;

/** POST /admin/v1/installations/{installation}/check-token: neither stored nor used up. */
export const checkTokenRequest = z.strictObject({ token: z.string().trim().min(1, 'paste a token').max(20_000) });
export type CheckTokenRequest = z.infer<typeof checkTokenRequest>;
export const checkedToken = z.object({
  good: z.boolean(),
  items: z.array(z.object({ claim: z.string(), isGood: z.boolean(), says: z.string() })),
  total: z.number().int(),
});
export type CheckedToken = z.infer<typeof checkedToken>;

const systemsOfKind = z.array(z.object({ system: z.string(), records: z.number().int() }));

/** GET /admin/v1/record-systems: which systems gave out the ids of what was brought in, the one with most first. */
export const recordSystemsShown = z.object({
  person: systemsOfKind,
  tenancy: systemsOfKind,
  home: systemsOfKind,
});
export type RecordSystemsShown = z.infer<typeof recordSystemsShown>;
