import Fastify, { type FastifyInstance } from 'fastify';
import { Faults } from '../faults.js';
import type { Landlord } from '../landlord/landlord.js';
import { breakAnswers } from './break-answers.js';
import { breakWrites } from './break-writes.js';
import { addCautionaryAlerts } from './cautionary-alerts.js';
import { addContactDetails } from './contact-details.js';
import { addControl } from './control.js';
import { requireKey } from './key.js';
import { addNotes } from './notes.js';
import { addPersons } from './persons.js';
import { addProcesses } from './processes.js';
import { addRaisingOrders } from './raise-orders.js';
import { addScans } from './scans.js';
import './streams.js';
import { addWorkOrders } from './work-orders.js';

const LARGEST_BODY = 32 * 1024 * 1024;

/**
 * A housing system's APIs over one landlord, not yet listening.
 *
 * @param today the landlord's day, milliseconds
 */
export function buildServer(landlord: Landlord, apiKey: string, today: number): FastifyInstance {
  const server = Fastify({ bodyLimit: LARGEST_BODY, forceCloseConnections: true });
  const faults = new Faults();
  requireKey(server, apiKey);
  breakAnswers(server, landlord, faults);
  breakWrites(server, faults);
  addScans(server, landlord);
  addPersons(server, landlord);
  addProcesses(server, landlord);
  addWorkOrders(server, landlord);
  addRaisingOrders(server, landlord);
  addNotes(server, landlord);
  addCautionaryAlerts(server, landlord);
  addContactDetails(server, landlord);
  addControl(server, landlord, faults, today);
  return server;
}
