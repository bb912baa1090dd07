import type { RouteSetting } from '@doorstep/contracts/http';
import { handOffRoutes, handOffRules } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** Every hand-off and how the landlord set it to go, the most urgent first. */
@Injectable()
export class ListRoutes {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<RouteSetting[]> {
    return this.database.inOrganisation(organisationId, readRoutes);
  }
}

/** All of them, those that nobody set as well. */
export async function readRoutes(db: Transaction): Promise<RouteSetting[]> {
  const rows = await db.rows<Omit<RouteSetting, 'title' | 'isRestricted' | 'isReady'>>(
    `SELECT r.route, r.way, n.name AS connection, r.email, r.phone, r.what_to_do AS "whatToDo", r.escalate_to AS "escalateTo",
       r.acknowledge_minutes AS "acknowledgeMinutes", ${nameOf('r.set_by')} AS "setBy", r.set_at AS "setAt"
     FROM hand_off_routes r LEFT JOIN connections n ON n.organisation_id = $1 AND n.id = r.connection_id
     WHERE r.organisation_id = $1`,
    [db.organisationId],
  );
  return handOffRoutes.map((route) => {
    const { title, isRestricted } = handOffRules[route];
    const set = rows.find((row) => row.route === route) ?? { ...nothingSet, route };
    const isReady = set.way !== 'not set' && !(isRestricted && set.way === 'by-hand');
    return { ...set, title, isRestricted, isReady };
  });
}

const nothingSet = {
  way: 'not set',
  connection: null,
  email: null,
  phone: null,
  whatToDo: null,
  escalateTo: null,
  acknowledgeMinutes: null,
  setBy: null,
  setAt: null,
} as const;
