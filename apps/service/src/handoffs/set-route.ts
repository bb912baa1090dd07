import { routeSettingRequest, type RouteSetting, type RouteSettingRequest } from '@doorstep/contracts/http';
import { handOffRoutes, type HandOffRoute } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readRoutes } from './list-routes.js';

/**
 * Sets how a landlord hands something over, in place of what was set before. What still waits to be sent goes the new
 * way; what somebody was to pass on by hand stays with them.
 */
@Injectable()
export class SetRoute {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, route: string, raw: RouteSettingRequest): Promise<RouteSetting> {
    const named = routeNamed(route);
    const setting = parseInput(routeSettingRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      if (setting.way === 'host' && setting.connection === null)
        throw new Problem('bad-input', 'connection', 'connection: name the connection to the host that it goes to.');
      if (setting.way === 'email' && setting.email === null)
        throw new Problem('bad-input', 'email', 'email: write the address that it goes to.');
      const connectionId = setting.connection === null ? null : await connectionNamed(db, setting.connection);
      const [kept] = await db.rows(
        `INSERT INTO hand_off_routes (organisation_id, route, way, connection_id, email, phone, what_to_do, escalate_to, acknowledge_minutes, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (organisation_id, route) DO UPDATE SET way = excluded.way, connection_id = excluded.connection_id,
           email = excluded.email, phone = excluded.phone, what_to_do = excluded.what_to_do, escalate_to = excluded.escalate_to,
           acknowledge_minutes = excluded.acknowledge_minutes, set_by = excluded.set_by, set_at = now()
         WHERE NOT $11 OR date_trunc('milliseconds', hand_off_routes.set_at) = $12::timestamptz
         RETURNING route`,
        [
          organisationId,
          named,
          setting.way,
          connectionId,
          setting.email,
          setting.phone,
          setting.whatToDo,
          setting.escalateTo,
          setting.acknowledgeMinutes,
          actor,
          setting.basedOn !== undefined,
          setting.basedOn ?? null,
        ],
      );
      const now = (await readRoutes(db)).find((one) => one.route === named)!;
      if (!kept)
        throw new Problem(
          'conflict',
          'route-changed',
          'Somebody else set this meanwhile. Look at theirs, and save yours again if it should stand.',
          now,
        );
      await writeAudit(db, {
        actor,
        action: 'hand-off-route.set',
        subject: `hand-off-route:${named}`,
        detail: { way: setting.way },
      });
      return now;
    });
  }
}

function routeNamed(text: string): HandOffRoute {
  const route = handOffRoutes.find((one) => one === text);
  if (!route) throw new Problem('bad-input', 'route', `Write one of ${handOffRoutes.join(', ')}.`);
  return route;
}

async function connectionNamed(db: Transaction, name: string): Promise<string> {
  const [found] = await db.rows<{ id: string }>(`SELECT id FROM connections WHERE organisation_id = $1 AND name = $2`, [
    db.organisationId,
    name,
  ]);
  if (!found) throw new Problem('not-known', 'connection-unknown', `There is no connection called ${name}.`);
  return found.id;
}
