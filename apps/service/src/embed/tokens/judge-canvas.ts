import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Sealer } from '../../platform/secrets/seal.js';
import { sealedFor } from './host-key.js';
import type { Installation } from '../installations/installation.entity.js';
import {
  clockSkewSeconds,
  Findings,
  isOrMissing,
  judgeOrigin,
  judgeRecord,
  judgeRoles,
  judgeStaff,
  judgeTeams,
  localeOf,
  longestTokenSeconds,
  type Judged,
} from './judge-claims.js';
import { readStrictJson } from './strict-json.js';

/**
 * Judges the signed request of a Salesforce canvas: `<base64 of HMAC-SHA256>.<base64 of JSON>`, by the consumer secret of
 * the installation. The user is who is at work; the record is the canvas's own or the one its parameters name; roles and
 * teams are in its parameters. Shape: Salesforce, Canvas Developer Guide, CanvasRequest.
 */
export function judgeCanvas(text: string, installation: Installation, sealer: Sealer): Judged {
  const found = new Findings();
  const request = readSigned(found, text, installation, sealer);
  if (!request) return { findings: found.items, isSigned: false, staff: null };
  const { signed, payload } = request;
  const context = partOf(signed, 'context');
  const environment = partOf(context, 'environment');
  const parameters = partOf(environment, 'parameters');
  if (signed['algorithm'] === 'HMACSHA256') found.good('algorithm', 'HMACSHA256', true);
  else found.bad('algorithm', `${isOrMissing(signed['algorithm'])}, write "HMACSHA256"`);
  judgeSalesforce(found, partOf(context, 'organization')['organizationId'], installation);
  const staffId = judgeUser(found, signed['userId'], partOf(context, 'user')['userId']);
  const issuedAt = judgeIssue(found, signed['issuedAt'], Date.now() / 1000);
  const roles = judgeRoles(found, parameters['roles'], installation.roleMap);
  const teams = judgeTeams(found, parameters['teams']);
  const record = judgeRecord(found, 'rec', parameters['rec'] ?? recordOf(environment, parameters));
  const origin = judgeOrigin(
    found,
    'targetOrigin',
    partOf(signed, 'client')['targetOrigin'],
    installation.allowedOrigins,
  );
  const isWhole = found.areGood && staffId && issuedAt && roles && teams && record && origin;
  const tokenId = `canvas:${createHash('sha256').update(payload).digest('hex')}`;
  return {
    findings: found.items,
    isSigned: true,
    staff: isWhole
      ? {
          ...{ staffId, roles, teams, record, origin, tokenId },
          locale: localeOf(partOf(context, 'user')['language']),
          expires: issuedAt + longestTokenSeconds,
        }
      : null,
  };
}

function readSigned(
  found: Findings,
  text: string,
  installation: Installation,
  sealer: Sealer,
): { signed: Record<string, unknown>; payload: string } | undefined {
  const { sealedCanvasSecret } = installation;
  if (sealedCanvasSecret === null)
    return found.bad('signature', 'cannot be checked, add the consumer secret of the canvas to this installation');
  const [signature = '', payload = '', ...more] = text.split('.');
  if (more.length > 0 || ![signature, payload].every(isBase64))
    return found.bad('token', 'is not two parts of base64 with a dot between');
  const secret = sealer.open(sealedCanvasSecret, sealedFor(installation, 'canvas'));
  const wanted = createHmac('sha256', secret).update(payload).digest();
  const given = Buffer.from(signature, 'base64');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return found.bad('signature', 'is not by the consumer secret that is here, look at both');
  found.good('signature', 'is by the consumer secret', true);
  const signed = readStrictJson(Buffer.from(payload, 'base64'));
  return signed ? { signed, payload } : found.bad('token', 'is not one JSON object that has every name once');
}

/** Ids of an organisation come in 15 characters, or 18 of which the last three are a check. */
function judgeSalesforce(found: Findings, value: unknown, { canvasOrganisation }: Installation): void {
  const same = typeof value === 'string' && /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(value);
  if (same && value.slice(0, 15) === canvasOrganisation?.slice(0, 15)) found.good('organizationId', value, value);
  else found.bad('organizationId', `${isOrMissing(value)}, and this installation is for ${canvasOrganisation}`);
}

function judgeUser(found: Findings, userId: unknown, ofContext: unknown): string | undefined {
  if (ofContext !== undefined && ofContext !== userId)
    return found.bad('userId', 'is one user, and another in its context');
  return judgeStaff(found, 'userId', userId);
}

/** Answers when it was issued, in seconds since 1970. Salesforce writes milliseconds or an RFC 3339 instant. */
function judgeIssue(found: Findings, value: unknown, now: number): number | undefined {
  const issuedAt = (typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : NaN) / 1000;
  if (!Number.isFinite(issuedAt) || issuedAt <= 0)
    return found.bad('issuedAt', `${isOrMissing(value)}, write an instant`);
  if (issuedAt > now + clockSkewSeconds) return found.bad('issuedAt', 'has not come');
  if (issuedAt < now - longestTokenSeconds)
    return found.bad('issuedAt', 'is too long ago, ask for a new signed request');
  return found.good('issuedAt', `${Math.max(0, Math.round(now - issuedAt))} seconds ago`, issuedAt);
}

/** The record that the canvas stands on; what it is to us is said in its parameters, else it is a person's. */
function recordOf(environment: Record<string, unknown>, parameters: Record<string, unknown>): unknown {
  const id = partOf(environment, 'record')['Id'];
  return id === undefined ? undefined : { type: parameters['recType'] ?? 'person', id };
}

function partOf(value: Record<string, unknown>, name: string): Record<string, unknown> {
  const part = value[name];
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Record<string, unknown>) : {};
}

function isBase64(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64').toString('base64') === text;
}
