import { createHmac, timingSafeEqual } from 'node:crypto';

import type { WebhookDelivery, WebhookVerdict } from '../contract.js';

/** A delivery whose signed time is further from ours than this is refused, milliseconds. */
const window = 5 * 60_000;

/** How a sender lays out what it signs. Header names in lower case. */
export interface SignatureScheme {
  readonly header: string;
  /** What stands before the signature in its header, for instance `sha256=`. */
  readonly prefix: string;
  readonly encoding: 'hex' | 'base64';
  /** Where the secret is the base64 of the key's bytes, after this prefix; absent: the key is the secret's own text. */
  readonly secretPrefix?: string;
  /** Headers whose values stand before the body in what is signed, joined by full stops. */
  readonly signed: readonly string[];
  /** The header with the time, seconds since 1970; null: the sender signs no time. */
  readonly timeHeader: string | null;
  /** The header with the sender's id of the delivery, or null. */
  readonly idHeader: string | null;
}

/** Standard Webhooks 1.0.0 (`webhook-id`, `webhook-timestamp`, `webhook-signature: v1,…`). */
export const standardWebhooks: SignatureScheme = {
  header: 'webhook-signature',
  prefix: 'v1,',
  encoding: 'base64',
  secretPrefix: 'whsec_',
  signed: ['webhook-id', 'webhook-timestamp'],
  timeHeader: 'webhook-timestamp',
  idHeader: 'webhook-id',
};

/** HMAC-SHA256 over the raw bytes. Any secret and any of several signatures, parted by spaces, will do. */
export function verifySignature(
  scheme: SignatureScheme,
  { rawBody, headers }: WebhookDelivery,
  secrets: readonly string[],
  now: Date,
): WebhookVerdict {
  const given = (headers[scheme.header] ?? '').split(' ').filter((one) => one.startsWith(scheme.prefix));
  if (given.length === 0) return { accepted: false, because: 'no-signature' };
  const before = scheme.signed.map((name) => `${headers[name] ?? ''}.`).join('');
  const signatures = given.map((one) => Buffer.from(one.slice(scheme.prefix.length), scheme.encoding));
  const isRight = secrets.some((secret) => {
    const expected = createHmac('sha256', keyOf(scheme, secret)).update(before).update(rawBody).digest();
    return signatures.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
  if (!isRight) return { accepted: false, because: 'wrong-signature' };
  if (scheme.timeHeader !== null) {
    const age = now.getTime() - Number(headers[scheme.timeHeader] ?? 'none') * 1000;
    if (!(age <= window)) return { accepted: false, because: 'too-old' };
    if (age < -window) return { accepted: false, because: 'from-the-future' };
  }
  return { accepted: true, deliveryId: scheme.idHeader === null ? null : (headers[scheme.idHeader] ?? null) };
}

/** For senders that only repeat a shared key in a header. Weaker: whoever reads one delivery can send another. */
export function verifySharedKey(
  header: string,
  { headers }: WebhookDelivery,
  secrets: readonly string[],
): WebhookVerdict {
  const given = headers[header];
  if (given === undefined) return { accepted: false, because: 'no-signature' };
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  const isRight = secrets.some((secret) => timingSafeEqual(digest(secret), digest(given)));
  return isRight ? { accepted: true, deliveryId: null } : { accepted: false, because: 'wrong-signature' };
}

function keyOf({ secretPrefix }: SignatureScheme, secret: string): Buffer {
  if (secretPrefix === undefined) return Buffer.from(secret, 'utf8');
  return Buffer.from(secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret, 'base64');
}
