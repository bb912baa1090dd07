import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { AddInstallation } from '../../../apps/service/src/embed/index.js';
import { AddOrganisation } from '../../../apps/service/src/organisations/index.js';
import { startService } from '../../../apps/service/test/start-service.js';

const panelDir = fileURLToPath(new URL('../../../apps/widget/dist/', import.meta.url));

/** What a host CRM is given when it is set up, and keeps. */
export interface HostSetUp {
  readonly installation: string;
  readonly kid: string;
  readonly keyPem: string;
}

/** The whole service with the built panel beside it, at one address, as hosts meet it. */
export interface DoorstepWithPanel {
  readonly url: string;
  /** Sets the panel up for a CRM whose pages are at `origin`. */
  addHost(name: string, origin: string): Promise<HostSetUp>;
  /** Sets it up for a Salesforce that shows it in a canvas at `origin`; answers the code of the installation. */
  addCanvas(origin: string, secret: string): Promise<string>;
  /** As if every session had lived its quarter of an hour. */
  endSessions(): Promise<void>;
  close(): Promise<void>;
}

const recordSystems = { person: 'housing/person', tenancy: 'housing/tenancy', home: 'housing/home' };

/** Starts it with one landlord and no residents: to every record it answers that it does not know it yet. */
export async function startDoorstepWithPanel(): Promise<DoorstepWithPanel> {
  if (!existsSync(`${panelDir}doorstep-frame.js`))
    throw new Error('The panel is not built: run npm test, which builds first, or npx turbo run build.');
  const service = await startService();
  const { id } = await service.app.get(AddOrganisation).run('command-line', { slug: 'alder', name: 'Alder homes' });
  // In a test the service cannot serve files; everything but the panel's is its own answer.
  const front = createServer((request, response) => {
    const name = /^\/embed\/v1\/((?:assets\/)?[\w.-]+\.js)$/.exec(request.url ?? '')?.[1];
    if (name !== undefined && existsSync(panelDir + name)) {
      const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
      return void response.writeHead(200, headers).end(readFileSync(panelDir + name));
    }
    const { method, headers } = request;
    request.pipe(
      ask(service.url + request.url, { ...(method && { method }), headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    async addHost(name, origin) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const kid = `${name}-1`;
      const { installation } = await service.app.get(AddInstallation).run('command-line', id, {
        name,
        allowedOrigins: [origin],
        publicKeys: [{ kid, alg: 'ES256', jwk: { ...publicKey.export({ format: 'jwk' }) } }],
        recordSystems,
      });
      return { installation, kid, keyPem: String(privateKey.export({ format: 'pem', type: 'pkcs8' })) };
    },
    async addCanvas(origin, secret) {
      const { installation } = await service.app.get(AddInstallation).run('command-line', id, {
        ...{ name: `canvas at ${origin}`, allowedOrigins: [origin], recordSystems },
        keys: [{ kind: 'canvas', secret, organisation: '00Dxx0000001gPLEAY' }],
      });
      return installation;
    },
    async endSessions() {
      await service.platform.database.inOrganisation(id, (db) =>
        db.rows('DELETE FROM panel_sessions WHERE organisation_id = $1', [id]),
      );
    },
    async close() {
      front.closeAllConnections();
      await new Promise((closed) => front.close(closed));
      await service.close();
    },
  };
}
