import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importPKCS8 } from 'jose';
import { signToken } from '../plain/sign-token.mjs';
import type { HostSetUp } from './doorstep-with-panel.js';

/** Content by path. */
type Files = Readonly<Record<string, string | Buffer>>;

/** Stands in for a vendor's CRM: serves a kit's files under the vendor's policy, and signs what its server side would. */
export interface StubCrm {
  readonly url: string;
  /** The persons' references that were signed for, by the CRM's own id of the record. */
  readonly references: Map<string, string>;
  /** Ids for which a token was asked for, in order. */
  readonly asked: string[];
  serve(files: Files, policy: string, host: HostSetUp): void;
  close(): Promise<void>;
}

/** Where the stub's server side signs: the body has the record's id under any one name. */
export const signingPath = '/api/data/v9.2/dst_SignDoorstepToken';

/** Starts it with nothing to serve. */
export async function startStubCrm(): Promise<StubCrm> {
  let files: Files = {};
  let policy = "default-src 'none'";
  let host: HostSetUp | undefined;
  const references = new Map<string, string>();
  const asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://crm');
    if (pathname === signingPath && host) {
      let body = '';
      for await (const part of request) body += String(part);
      const [id] = Object.values(JSON.parse(body) as Record<string, string>) as [string];
      asked.push(id);
      const reference = references.get(id);
      if (reference === undefined) return void response.writeHead(403).end();
      const signer = { ...host, origin: url, key: await importPKCS8(host.keyPem, 'ES256') };
      const Token = await signToken(signer, { id: 'user-1', roles: ['officer'] }, { type: 'person', id: reference });
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ Token }));
    }
    const content = files[pathname];
    if (content === undefined) return void response.writeHead(404).end();
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(content);
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    references,
    asked,
    serve(given, under, as) {
      [files, policy, host] = [given, under, as];
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
