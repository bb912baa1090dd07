import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

/** Seconds that a token may be used for. */
const lifetime = 300;

/**
 * Signs who is at work, and which record they have open (ES256).
 * @param {object} host Your installation's code, your private key and the name it was given to Doorstep under, and where your page is.
 * @param {string} host.installation
 * @param {import('jose').CryptoKey} host.key
 * @param {string} host.kid
 * @param {string} host.origin Scheme, host and port, as the browser writes it.
 * @param {{ id: string, roles: string[] }} staff Their stable id, never an email address, and your own names of their roles.
 * @param {{ type: string, id: string }} record `person`, `tenancy` or `home`, and its id in the housing system.
 * @returns {Promise<string>}
 */
export function signToken({ installation, key, kid, origin }, staff, record) {
  return new SignJWT({ roles: staff.roles, rec: record, origin })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(installation)
    .setAudience('doorstep-embed')
    .setSubject(staff.id)
    .setIssuedAt()
    .setExpirationTime(`${lifetime}s`)
    .setJti(randomUUID())
    .sign(key);
}
