import { staffRoles, type ConsoleSession } from '@doorstep/contracts/http';
import type { StoredSettings } from './sign-in-settings.js';

/** Why somebody whom the provider knows does not get in. */
export type Refusal = 'no-role' | 'groups-left-out' | 'no-mfa';

/** Whom a provider's token is about, and what they may be here. */
export interface Judged {
  readonly name: string;
  readonly email: string | null;
  readonly roles: ConsoleSession['roles'];
}

type Rules = Pick<StoredSettings, 'groupsClaim' | 'roleOfGroup' | 'requiresMfa' | 'acceptedAmr' | 'acceptedAcr'>;

/**
 * Says what somebody is by the claims of their token: their roles by their groups, their name. Entra ID leaves groups out
 * of a token that they do not fit in and points at them in `_claim_names`
 * (learn.microsoft.com/entra/identity-platform/id-token-claims-reference). `amr` is RFC 8176; an authentication context
 * is in `acr`, or in Entra ID's `acrs`.
 */
export function judgeClaims(claims: Readonly<Record<string, unknown>>, rules: Rules): Judged | Refusal {
  const { groupsClaim, roleOfGroup, requiresMfa, acceptedAmr, acceptedAcr } = rules;
  const isSure =
    textsOf(claims['amr']).some((one) => acceptedAmr.includes(one)) ||
    [...textsOf(claims['acr']), ...textsOf(claims['acrs'])].some((one) => acceptedAcr.includes(one));
  if (requiresMfa && !isSure) return 'no-mfa';
  const groups = textsOf(claims[groupsClaim]);
  const elsewhere = claims['_claim_names'];
  if (typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, groupsClaim))
    return 'groups-left-out';
  const given = new Set(groups.filter((one) => Object.hasOwn(roleOfGroup, one)).map((one) => roleOfGroup[one]!));
  const roles = staffRoles.filter((role) => given.has(role));
  if (roles.length === 0) return 'no-role';
  const [name = 'No name'] = [claims['name'], claims['preferred_username'], claims['email']].flatMap(textsOf);
  const [email = null] = textsOf(claims['email']);
  return { name: name.slice(0, 200), email: email?.slice(0, 320) ?? null, roles };
}

/** A claim with several values, or with one that a provider did not put into a list. */
function textsOf(claim: unknown): string[] {
  return (Array.isArray(claim) ? claim : [claim]).filter((one): one is string => typeof one === 'string' && one !== '');
}
