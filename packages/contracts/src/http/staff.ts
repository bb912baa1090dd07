import * as z from 'zod';
import { actName, roles, staffRoles } from './access.js';
import { residentWord } from './display.js';

const instant = z.iso.datetime({ offset: true });

const staffRole = z.enum(staffRoles);
const someRoles = z.array(staffRole).min(1, 'give one role at least').max(staffRoles.length);
const personName = z.string().trim().min(1, 'write a name').max(200);

const locale = z.enum(['en-GB', 'cy']);

/** GET /admin/v1/session: who is signed in to the console. */
export const consoleSession = z.object({
  staffId: z.string(),
  name: z.string(),
  roles: z.array(staffRole),
  /** All that their roles allow. */
  acts: z.array(actName),
  /** Of all that they do not: the roles that do. */
  whoElseMay: z.partialRecord(actName, z.array(staffRole)),
  organisation: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  locale,
  /** What the landlord's staff call the people who live in its homes. */
  residentWord,
  signedInBy: z.enum(['link', 'provider']),
  /** When they have to sign in again if they do nothing more, or at the latest. */
  expiresAt: instant,
});
export type ConsoleSession = z.infer<typeof consoleSession>;

/** PATCH /admin/v1/session: the language somebody reads the console in. */
export const changeConsoleSession = z.strictObject({ locale });
export type ChangeConsoleSession = z.infer<typeof changeConsoleSession>;

/** GET /admin/v1/who-to-ask: some of those who may do something, for somebody who may not. */
export const whoToAskQuery = z.object({ act: actName });
export type WhoToAskQuery = z.infer<typeof whoToAskQuery>;
/** Whoever was here last comes first. */
export const whoToAsk = z.object({ names: z.array(z.string()) });
export type WhoToAsk = z.infer<typeof whoToAsk>;

/** POST /admin/v1/sign-in/link: the one-time link, or what follows its `#`. */
export const signInLinkRequest = z.strictObject({ link: z.string().min(1).max(1000) });
export type SignInLinkRequest = z.infer<typeof signInLinkRequest>;

/** PATCH /admin/v1/organisation */
export const changeOrganisation = z.strictObject({ name: z.string().trim().min(1, 'write a name').max(200) });
export type ChangeOrganisation = z.infer<typeof changeOrganisation>;
export const organisationShown = z.object({ id: z.string(), slug: z.string(), name: z.string() });
export type OrganisationShown = z.infer<typeof organisationShown>;

/** GET /admin/v1/staff */
export const staffShown = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(staffRole),
  /** Their roles come from their groups at the provider, and change there alone. */
  signsInBy: z.enum(['link', 'provider']),
  addedAt: instant,
  lastSeenAt: instant.nullable(),
  removedAt: instant.nullable(),
  /** Until when a link that was not used yet works. */
  linkExpiresAt: instant.nullable(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instant,
});
export type StaffShown = z.infer<typeof staffShown>;

/** POST /admin/v1/staff: adds somebody who signs in by a link. */
export const inviteStaff = z.strictObject({
  name: personName,
  email: z.email('write an e-mail address, or leave it out').max(320).optional(),
  roles: someRoles,
});
export type InviteStaff = z.infer<typeof inviteStaff>;

/** The link is shown this once. */
export const staffInvited = z.object({ staff: staffShown, address: z.string(), expiresAt: instant });
export type StaffInvited = z.infer<typeof staffInvited>;

/** PATCH /admin/v1/staff/{id}, on top of the version that was read. `removed: false` takes somebody back. */
export const changeStaff = z.strictObject({
  name: personName.optional(),
  roles: someRoles.optional(),
  removed: z.boolean().optional(),
  version: z.int32().min(1),
});
export type ChangeStaff = z.infer<typeof changeStaff>;

const cidr = z.string().max(60);
const claimValues = z.array(z.string().trim().min(1).max(200)).max(20);

/** GET /admin/v1/sign-in-settings. The secret never comes back. */
export const signInSettings = z.object({
  issuer: z.string(),
  clientId: z.string(),
  secret: z.object({ savedBy: z.string(), savedAt: instant, endsIn: z.string() }),
  groupsClaim: z.string(),
  roleOfGroup: z.record(z.string(), staffRole),
  requiresMfa: z.boolean(),
  acceptedAmr: z.array(z.string()),
  acceptedAcr: z.array(z.string()),
  allowedAddresses: z.array(z.string()),
  /** Where the provider sends people back to: it has to be written down there. */
  redirectAddress: z.string(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instant,
});
export type SignInSettings = z.infer<typeof signInSettings>;

/** `settings` is null where there are none yet. */
export const signInSettingsShown = z.object({ settings: signInSettings.nullable(), redirectAddress: z.string() });
export type SignInSettingsShown = z.infer<typeof signInSettingsShown>;

/** PUT /admin/v1/sign-in-settings, on top of the version that was read (0: none yet). No secret: the saved one stays. */
export const changeSignInSettings = z.strictObject({
  issuer: z.url({ protocol: /^https?$/, error: 'write the provider’s address, beginning with https://' }).max(500),
  clientId: z.string().trim().min(1, 'write the client id').max(200),
  clientSecret: z.string().min(8, 'write the client secret, 8 characters or more').max(1000).optional(),
  groupsClaim: z.string().trim().min(1).max(200).default('groups'),
  roleOfGroup: z
    .record(z.string().trim().min(1).max(300), staffRole)
    .refine((map) => Object.keys(map).length > 0, 'give one group a role at least')
    .refine((map) => Object.keys(map).length <= 200, 'map 200 groups at most'),
  requiresMfa: z.boolean().default(true),
  acceptedAmr: claimValues.default(['mfa']),
  acceptedAcr: claimValues.default([]),
  allowedAddresses: z.array(cidr).max(50).default([]),
  version: z.int32().min(0),
});
export type ChangeSignInSettings = z.input<typeof changeSignInSettings>;

const apiKeyRole = z.enum(roles);

/** GET /admin/v1/api-keys */
export const apiKeyShown = z.object({
  id: z.string(),
  name: z.string(),
  role: apiKeyRole,
  createdAt: instant,
  revokedAt: instant.nullable(),
});
export type ApiKeyShown = z.infer<typeof apiKeyShown>;

/** POST /admin/v1/api-keys */
export const addApiKey = z.strictObject({ name: z.string().trim().min(1, 'write a name').max(100), role: apiKeyRole });
export type AddApiKeyRequest = z.infer<typeof addApiKey>;

/** The key is shown this once. */
export const apiKeyAdded = z.object({ id: z.string(), apiKey: z.string() });
export type ApiKeyAdded = z.infer<typeof apiKeyAdded>;
