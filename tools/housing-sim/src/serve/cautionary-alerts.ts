import type { FastifyInstance } from 'fastify';
import type { Landlord } from '../landlord/landlord.js';
import { NotFound } from './query.js';

/** A person's cautionary alerts; 404 where there are none, which is not an error. */
export function addCautionaryAlerts(server: FastifyInstance, landlord: Landlord): void {
  server.get<{ Params: { personId: string } }>(
    '/api/v1/cautionary-alerts/persons/:personId',
    { config: { stream: 'alerts' } },
    (request) => {
      const { personId } = request.params;
      const alerts = landlord.alerts.get(personId);
      if (alerts === undefined) throw new NotFound(`No cautionary alerts for ${personId}`);
      return { personId, alerts };
    },
  );
}
