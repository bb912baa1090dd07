import type { Hint, WebhookDelivery, Webhooks } from '../contract.js';
import { type SignatureScheme, verifySignature } from '../reading/webhook-signatures.js';

import type { FixfloConfig } from './configuration.js';
import { issueOfBody } from './issue-lists.js';

/** Published: HMAC-SHA256 of the raw body in hex. No time and no id of the delivery is signed or sent. */
const scheme: SignatureScheme = {
  header: 'ff-signature',
  prefix: 'sha256=',
  encoding: 'hex',
  signed: [],
  timeHeader: null,
  idHeader: null,
};

export const webhooks: Webhooks<FixfloConfig> = {
  scheme:
    'Fixflo: the webhook of the agency, with the secret it is set up with. It signs the body (ff-signature) and sends it up to six times in ten minutes.',
  verify: (delivery, secrets, now) => verifySignature(scheme, delivery, secrets, now),
  hints,
};

/** A comment has an id that a delivery does not tell, so comments are looked for by what happened since. */
function hints(_config: FixfloConfig, { rawBody }: WebhookDelivery): readonly Hint[] {
  const issue = issueOfBody(new TextDecoder().decode(rawBody));
  return [
    { stream: 'issues', keys: issue === null ? 'changes' : [issue] },
    { stream: 'comments', keys: 'changes' },
  ];
}
