import type { Role } from '@doorstep/contracts/http';
import { recordKey, type RecordKey, type SessionReply } from '@doorstep/contracts/embed';

/** Seconds from issue to end that a token may have at most. */
export const longestTokenSeconds = 10 * 60;
/** Seconds by which the clocks of a host and ours may differ. */
export const clockSkewSeconds = 60;

/** What was found out about one part of a token, in words for whoever sets the host up. */
export interface Finding {
  /** A claim, or `token`, `header`, `kid`, `alg`, `signature`. */
  readonly claim: string;
  readonly isGood: boolean;
  /** What it is; where it is wrong, also what to write. */
  readonly says: string;
}

/** Who is at work, at which record, as the host signed it. */
export interface SignedStaff {
  readonly staffId: string;
  readonly roles: readonly Role[];
  readonly teams: readonly string[];
  readonly record: RecordKey;
  /** The page around the panel. */
  readonly origin: string;
  readonly locale: SessionReply['locale'];
  /** Good for one use. */
  readonly tokenId: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** What a host's token or signed request comes to. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Whether a key of the installation signed it, whatever it says. */
  readonly isSigned: boolean;
  /** Null where anything is wrong. */
  readonly staff: SignedStaff | null;
}

/** What a token has to fit. */
export interface Expected {
  /** The installation's code. */
  readonly installation: string;
  readonly organisationId: string;
  readonly allowedOrigins: readonly string[];
  readonly roleMap: Readonly<Record<string, Role>>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Gathers findings; what is not good has no value. */
export class Findings {
  readonly items: Finding[] = [];

  good<T>(claim: string, says: string, value: T): T {
    this.items.push({ claim, isGood: true, says });
    return value;
  }

  bad(claim: string, says: string): undefined {
    this.items.push({ claim, isGood: false, says });
    return undefined;
  }

  /** Good as it stands, or bad with what to write. */
  text(claim: string, value: unknown, write: string): string | undefined {
    return isText(value) ? this.good(claim, shown(value), value) : this.bad(claim, `${isOrMissing(value)}, ${write}`);
  }

  get areGood(): boolean {
    return this.items.every(({ isGood }) => isGood);
  }
}

/** The claims of a token, each looked at, so that whoever mends one sees the next at once. */
export function judgeClaims(claims: Readonly<Record<string, unknown>>, expected: Expected): Omit<Judged, 'isSigned'> {
  const found = new Findings();
  judgeIssuer(found, claims['iss'], expected);
  judgeAudience(found, claims['aud']);
  const staffId = judgeStaff(found, 'sub', claims['sub']);
  const expires = judgeTimes(found, claims, expected.now);
  const tokenId = found.text('jti', claims['jti'], 'write a new id of up to 200 characters for every token');
  judgeOrganisation(found, claims['org'], expected);
  const roles = judgeRoles(found, claims['roles'], expected.roleMap);
  const teams = judgeTeams(found, claims['teams']);
  const record = judgeRecord(found, 'rec', claims['rec']);
  const origin = judgeOrigin(found, 'origin', claims['origin'], expected.allowedOrigins);
  const isWhole = found.areGood && staffId && expires && tokenId && roles && teams && record && origin;
  return {
    findings: found.items,
    staff: isWhole
      ? { staffId, roles, teams, record, origin, locale: localeOf(claims['locale']), tokenId, expires }
      : null,
  };
}

function judgeIssuer(found: Findings, iss: unknown, { installation }: Expected): void {
  if (iss === installation) found.good('iss', shown(iss), iss);
  else found.bad('iss', `${isOrMissing(iss)}, write the code of this installation: "${installation}"`);
}

/** One audience: a token that was also made for somebody else could be used here by them. */
function judgeAudience(found: Findings, aud: unknown): void {
  const only = Array.isArray(aud) && aud.length === 1 ? (aud[0] as unknown) : aud;
  if (only === 'doorstep-embed') found.good('aud', shown(aud), aud);
  else found.bad('aud', `${isOrMissing(aud)}, write "doorstep-embed"`);
}

/** An id that stays the same, and tells nobody who reads it whose it is. */
export function judgeStaff(found: Findings, claim: string, value: unknown): string | undefined {
  const write = 'write the id of the member of staff in your system, never an email address';
  if (typeof value === 'string' && value.includes('@')) return found.bad(claim, `is an email address, ${write}`);
  return found.text(claim, value, write);
}

/** Answers when it ends, where all of `iat`, `nbf` and `exp` are good. */
function judgeTimes(found: Findings, { iat, nbf, exp }: Readonly<Record<string, unknown>>, now: number) {
  const seconds = 'write whole seconds since 1970 as a number';
  if (!isTime(iat)) found.bad('iat', `${isOrMissing(iat)}, ${seconds}`);
  else if (iat > now + clockSkewSeconds)
    found.bad('iat', `is ${duration(iat - now)} from now, set the clock of the host`);
  else found.good('iat', `${duration(now - iat)} ago`, iat);

  if (nbf !== undefined) {
    if (!isTime(nbf)) found.bad('nbf', `${isOrMissing(nbf)}, ${seconds}, or leave it out`);
    else if (nbf > now + clockSkewSeconds) found.bad('nbf', `begins ${duration(nbf - now)} from now, write now`);
    else found.good('nbf', 'has begun', nbf);
  }

  if (!isTime(exp)) return found.bad('exp', `${isOrMissing(exp)}, ${seconds}`);
  if (exp <= now - clockSkewSeconds)
    return found.bad('exp', `ended ${duration(now - exp)} ago, sign a new token each time the panel asks`);
  if (!isTime(iat)) return found.bad('exp', 'can only be judged with iat, write both');
  const most = `write at most ${longestTokenSeconds / 60} minutes after iat`;
  if (exp <= iat) return found.bad('exp', `is not after iat, ${most}`);
  if (exp - iat > longestTokenSeconds) return found.bad('exp', `is ${duration(exp - iat)} after iat, ${most}`);
  return found.good('exp', `${duration(exp - now)}`, exp);
}

function judgeOrganisation(found: Findings, org: unknown, { organisationId }: Expected): void {
  if (org === undefined) return;
  if (org === organisationId) found.good('org', 'is this landlord', org);
  else found.bad('org', `${isOrMissing(org)}, write "${organisationId}" or leave it out`);
}

/** Roles that a host may give: those of people who meet residents. */
export const panelRoles: readonly Role[] = ['officer', 'lead', 'operative', 'income', 'asb', 'legal'];

/** Our roles for the host's; where it has no map, it uses our names. One that is not known gives nothing. */
export function judgeRoles(
  found: Findings,
  roles: unknown,
  roleMap: Readonly<Record<string, Role>>,
): readonly Role[] | undefined {
  if (!isTexts(roles, 50)) return found.bad('roles', `${isOrMissing(roles)}, write a list such as ["officer"]`);
  const map = new Map<string, Role>(Object.entries(roleMap));
  const names = map.size > 0 ? map : new Map(panelRoles.map((role) => [role as string, role]));
  const known = [...new Set(roles.flatMap((role) => names.get(role) ?? []))];
  if (known.length === 0)
    return found.bad('roles', `has none that is known, write one or more of: ${[...names.keys()].join(', ')}`);
  const unknown = roles.filter((role) => !names.has(role)).length;
  return found.good(
    'roles',
    `${known.join(', ')}${unknown === 0 ? '' : ` (${unknown} not known and left out)`}`,
    known,
  );
}

/** Codes of the teams somebody belongs to; left out is none. */
export function judgeTeams(found: Findings, teams: unknown): readonly string[] | undefined {
  if (teams === undefined) return [];
  if (!isTexts(teams, 50))
    return found.bad('teams', `${isOrMissing(teams)}, write a list of team codes or leave it out`);
  return found.good('teams', teams.length === 0 ? 'none' : teams.join(', '), teams);
}

/** The one record that is open in the host. */
export function judgeRecord(found: Findings, claim: string, value: unknown): RecordKey | undefined {
  const read = recordKey.safeParse(value);
  if (read.success && isText(read.data.id))
    return found.good(claim, `${read.data.type} ${shown(read.data.id)}`, read.data);
  return found.bad(
    claim,
    `${isOrMissing(value)}, write {"type": "person", "id": "…"}: person, tenancy or home, and its id in the housing system`,
  );
}

/** The page that the panel stands in. */
export function judgeOrigin(
  found: Findings,
  claim: string,
  value: unknown,
  allowed: readonly string[],
): string | undefined {
  if (typeof value === 'string' && allowed.includes(value)) return found.good(claim, shown(value), value);
  return found.bad(claim, `${isOrMissing(value)}, write one that this installation allows: ${allowed.join(', ')}`);
}

/** The nearest language we have, or null. */
export function localeOf(value: unknown): SessionReply['locale'] {
  if (typeof value !== 'string') return null;
  if (/^cy\b/i.test(value)) return 'cy';
  return /^en(?![a-z])/i.test(value) ? 'en-GB' : null;
}

/** What a value is, short enough for a line: `is "x"`, or `is missing`. */
export function isOrMissing(value: unknown): string {
  return value === undefined ? 'is missing' : `is ${shown(value)}`;
}

function shown(value: unknown): string {
  const text = (JSON.stringify(value) ?? typeof value).replace(/\p{C}/gu, '·');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{C}]{1,200}$/u.test(value);
}

function isTexts(value: unknown, most: number): value is string[] {
  return Array.isArray(value) && value.length <= most && value.every(isText);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function duration(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 120) return rounded === 1 ? '1 second' : `${rounded} seconds`;
  return rounded < 7200 ? `${Math.round(rounded / 60)} minutes` : `${Math.round(rounded / 3600)} hours`;
}
