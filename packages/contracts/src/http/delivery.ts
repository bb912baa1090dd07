import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const secret = z.string().min(1, 'write it, or leave it out to keep the one that is there').max(500);

/** Private addresses the service may reach, as CIDRs such as `10.20.0.0/16`. Without any, public addresses alone. */
const allowedAddresses = z.array(
  z.union([z.cidrv4(), z.cidrv6()], 'write an address and its mask bits, for instance 10.20.0.0/16'),
);

const emailDelivery = z.object({
  way: z.literal('email'),
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** `none` reaches allowed private addresses alone: without TLS the words are for anyone to read. */
  security: z.enum(['none', 'starttls', 'tls']),
  /** Null where the server asks for no sign-in. */
  user: z.string().min(1).max(320).nullable().default(null),
  fromAddress: z.email().max(320),
  fromName: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\r\n]*$/, 'write it on one line'),
  /** Certificate authority of the server (PEM), where it is the landlord's own. */
  caCertificate: z
    .string()
    .startsWith('-----BEGIN CERTIFICATE-----', 'paste the certificate (PEM)')
    .max(20_000)
    .nullable()
    .default(null),
  allowedAddresses: allowedAddresses.default([]),
});

const textDelivery = z.object({
  way: z.literal('text'),
  provider: z.literal('notify'),
  /** Where GOV.UK Notify, or a service that speaks like it, answers. */
  baseUrl: z.url().max(500),
  serviceId: z.uuid(),
  /** A text message template whose body is `((message))`. */
  templateId: z.uuid(),
  allowedAddresses: allowedAddresses.default([]),
});

/**
 * POST /api/v1/delivery: how e-mails or texts leave. The secret (the password of the mail server, the key of the
 * provider) is sealed and never comes back; left out, the one that is there stays, as long as it is for the same server.
 */
const change = {
  secret: secret.optional(),
  /**
   * When what was looked at before was set, null where nothing was: what somebody else set meanwhile comes back (409).
   * Left out, whatever stands is replaced.
   */
  was: instant.nullable().optional(),
};
export const deliveryRequest = z.discriminatedUnion('way', [emailDelivery.extend(change), textDelivery.extend(change)]);
export type DeliveryRequest = z.input<typeof deliveryRequest>;

/** GET /api/v1/delivery. `setBy` is a name where it was a member of staff. */
export const deliveryShown = z.discriminatedUnion('way', [
  emailDelivery.extend({ hasSecret: z.boolean(), setBy: z.string(), setAt: instant }),
  textDelivery.extend({ hasSecret: z.boolean(), setBy: z.string(), setAt: instant }),
]);
export type DeliveryShown = z.infer<typeof deliveryShown>;

/** POST /api/v1/delivery/{way}/check: nothing is sent to anybody. */
export const deliveryCheck = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
export type DeliveryCheck = z.infer<typeof deliveryCheck>;

/** POST /api/v1/delivery/{way}/trial: one message that says that it is a trial, to an e-mail address or a phone number. */
export const deliveryTrialRequest = z.object({ to: z.string().trim().min(1).max(320) });
export type DeliveryTrialRequest = z.infer<typeof deliveryTrialRequest>;

/** What is stored, without the secret. */
export const deliverySettings = z.discriminatedUnion('way', [emailDelivery, textDelivery]);
export type DeliverySettings = z.infer<typeof deliverySettings>;
export type EmailDelivery = z.infer<typeof emailDelivery>;
export type TextDelivery = z.infer<typeof textDelivery>;
