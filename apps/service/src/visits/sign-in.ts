import type { SignInReply, SignInRequest } from '@doorstep/contracts/visit';
import type { HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { adviceFor, routesSet } from '../handoffs/index.js';
import { makeCredential, readCredential } from '../organisations/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { clockSkewSeconds, readShiftToken, type ShiftToken } from './read-shift-token.js';
import { actorOf, type Shift } from './shift-scope.js';

const sessionHours = 10;
/** A session that is over still tells which phone sends, for as long. */
const daysKnownAfter = 90;

/**
 * Signs a phone in with a shift link, which can be used once: signed by the landlord's job system, or made here. The
 * phone gets a session for this shift, and a credential of its own in place of the one it had. Every refusal of a link is
 * the same.
 */
@Injectable()
export class SignIn {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: `link-rejected`, or `phone-removed` for one that was removed. */
  async run({ link, phone: { id, ...about } }: SignInRequest): Promise<SignInReply> {
    const phone = { ...about, id: id.toLowerCase() };
    const made = readCredential('sl', link);
    const token = made ? undefined : await readShiftToken(this.database, link);
    const organisationId = made?.organisationId ?? token?.organisationId;
    if (organisationId === undefined) throw rejected();
    return this.database.inOrganisation(organisationId, async (db) => {
      const shift = token ? await useToken(db, token) : await useLink(db, made!.id, made!.secretHash);
      if (!shift) throw rejected();
      const credential = makeCredential('vp', organisationId, phone.id);
      await registerPhone(db, phone, shift, credential.secretHash);
      const { session, expiresAt } = await openSession(db, phone.id, shift);
      await writeAudit(db, {
        actor: actorOf(shift.operativeId),
        action: 'visit.sign-in',
        subject: `phone:${phone.id}`,
      });
      return {
        session,
        expiresAt,
        phoneCredential: credential.text,
        operative: { id: shift.operativeId, name: shift.operativeName },
        landlord: await landlordOf(db),
      };
    });
  }
}

async function useLink(db: Transaction, id: string, secretHash: Buffer): Promise<Shift | undefined> {
  const [shift] = await db.rows<Shift>(
    `UPDATE shift_links SET used_at = now()
     WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3 AND used_at IS NULL
       AND for_date <= (now() AT TIME ZONE 'Europe/London')::date AND expires_at > now()
     RETURNING operative_id AS "operativeId", operative_name AS "operativeName", scope`,
    [db.organisationId, id, secretHash],
  );
  return shift;
}

async function useToken(db: Transaction, token: ShiftToken): Promise<Shift | undefined> {
  const [fresh] = await db.rows<{ token_id: string }>(
    `INSERT INTO used_tokens (organisation_id, installation_id, token_id, expires_at) VALUES ($1, $2, $3, to_timestamp($4))
     ON CONFLICT DO NOTHING RETURNING token_id`,
    [db.organisationId, token.installationId, `shift:${token.tokenId}`, token.expires + clockSkewSeconds],
  );
  return fresh && token;
}

async function registerPhone(
  db: Transaction,
  phone: SignInRequest['phone'],
  shift: Shift,
  secretHash: Buffer,
): Promise<void> {
  const [known] = await db.rows<{ id: string }>(
    `INSERT INTO phones (organisation_id, id, name, operative_id, operative_name, app_version, secret_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (organisation_id, id) DO UPDATE SET name = coalesce(excluded.name, phones.name),
       operative_id = excluded.operative_id, operative_name = excluded.operative_name,
       app_version = excluded.app_version, secret_hash = excluded.secret_hash, last_contact_at = now()
     WHERE phones.removed_at IS NULL
     RETURNING id`,
    [
      db.organisationId,
      phone.id,
      phone.name ?? null,
      shift.operativeId,
      shift.operativeName,
      phone.appVersion,
      secretHash,
    ],
  );
  if (!known) throw phoneRemoved();
}

async function openSession(
  db: Transaction,
  phoneId: string,
  shift: Shift,
): Promise<{ session: string; expiresAt: string }> {
  const { text, secretHash } = makeCredential('vs', db.organisationId, phoneId);
  await db.rows(
    `DELETE FROM visit_sessions WHERE organisation_id = $1 AND phone_id = $2 AND expires_at < now() - make_interval(days => $3)`,
    [db.organisationId, phoneId, daysKnownAfter],
  );
  const [opened] = await db.rows<{ expiresAt: Date }>(
    `INSERT INTO visit_sessions (organisation_id, secret_hash, phone_id, operative_id, scope, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6)) RETURNING expires_at AS "expiresAt"`,
    [db.organisationId, secretHash, phoneId, shift.operativeId, shift.scope, sessionHours],
  );
  return { session: text, expiresAt: opened!.expiresAt.toISOString() };
}

async function landlordOf(db: Transaction): Promise<SignInReply['landlord']> {
  const [landlord] = await db.rows<{ name: string }>('SELECT name FROM organisations WHERE id = $1', [
    db.organisationId,
  ]);
  const { name } = landlord!;
  const set = await routesSet(db);
  const ours = (route: HandOffRoute) =>
    [set.get(route)?.phone ?? null].flatMap((number) => (number === null ? [] : [{ name, number }]));
  const own = ours('emergency');
  const { phones } = (await adviceFor(db, set))('emergency');
  const national = phones.filter(({ number }) => number !== own[0]?.number);
  const forHazard = ours('hazard');
  return {
    name,
    emergencyNumbers: [...national.map((one) => ({ name: one.name, number: one.number })), ...own],
    hazardNumbers: forHazard.length > 0 ? forHazard : own,
  };
}

function rejected(): Problem {
  return new Problem(
    'not-signed-in',
    'link-rejected',
    'This link was used before, or is not for today. Ask your manager for a new one.',
  );
}

/** For whatever a removed phone asks, but to hand over what it holds. */
export function phoneRemoved(): Problem {
  return new Problem('locked', 'phone-removed', 'This phone has been removed. Ask your manager.');
}
