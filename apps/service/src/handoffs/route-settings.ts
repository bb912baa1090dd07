import type { PhoneNumber } from '@doorstep/contracts/embed';
import { numbersFor, type HandOffRoute } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { readSettings } from '../prompting/index.js';

/** How a landlord set one route. */
export interface RouteSet {
  readonly way: 'host' | 'email' | 'by-hand';
  readonly connectionId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly whatToDo: string | null;
  readonly escalateTo: string | null;
  readonly acknowledgeMinutes: number | null;
}

const columns = `route, way, connection_id AS "connectionId", email, phone, what_to_do AS "whatToDo", escalate_to AS "escalateTo",
  acknowledge_minutes AS "acknowledgeMinutes"`;

/** How the landlord hands each of the routes over; a route that nobody set is not in it. */
export async function routesSet(db: Transaction): Promise<ReadonlyMap<HandOffRoute, RouteSet>> {
  const rows = await db.rows<RouteSet & { route: HandOffRoute }>(
    `SELECT ${columns} FROM hand_off_routes WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return new Map(rows.map(({ route, ...set }) => [route, set]));
}

/** Whom to ring and what to do about a route, whether or not anything can be sent. */
export interface RouteAdvice {
  readonly phones: readonly PhoneNumber[];
  readonly whatToDo: string | null;
}

/** National numbers of the landlord's nation, danger to life first, and then the landlord's own. */
export async function adviceFor(
  db: Transaction,
  set: ReadonlyMap<HandOffRoute, RouteSet>,
): Promise<(route: HandOffRoute) => RouteAdvice> {
  const { nation } = await readSettings(db);
  return (route) => {
    const own = set.get(route);
    const national = numbersFor(route, nation).map(({ name, number, use }) => ({ name, number, use }));
    const phones = own?.phone ? [...national, { name: 'Our own number', number: own.phone, use: null }] : national;
    return { phones, whatToDo: own?.whatToDo ?? null };
  };
}
