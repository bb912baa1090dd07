import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import {
  outcomeRequest,
  sessionRequest,
  voiceRequest,
  type HeardBefore,
  type PanelPrompt,
  type PanelView,
} from '@doorstep/contracts/embed';
import { hostPage, hostScript } from './host-page.js';

/** A record that the fake service knows. */
export interface FakeRecord {
  /** Milliseconds before the prompts are answered. */
  readonly delay?: number;
  readonly home?: Partial<PanelView['home']>;
  readonly prompts?: PanelPrompt[];
  readonly heardBefore?: HeardBefore[];
  /** Answer the prompts with this problem instead. */
  readonly problem?: { readonly status: number; readonly code: string };
}

export interface Sent {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** A service and a host page on one origin, speaking the contract and keeping what it is told. */
export interface FakeService {
  readonly url: string;
  readonly records: Map<string, FakeRecord>;
  /** Every write that arrived, in order. */
  readonly sent: Sent[];
  /** How many of the next writes are kept while their answer is lost. */
  loseAnswers: number;
  /** Sessions given so far; every one before is refused once this is emptied. */
  readonly sessions: Map<string, string>;
  /** When true the host gives no token. */
  signedOut: boolean;
  close(): Promise<void>;
}

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/** A prompt with everything in it; give what the test needs to differ. */
export function aPrompt(given: Partial<PanelPrompt> = {}): PanelPrompt {
  return {
    id: randomUUID(),
    kind: 'ask',
    title: 'Ask about the repair',
    say: 'How did the repair go for you?',
    probe: 'What would have made it better?',
    whyAsking: 'We ask after repairs so that the next one goes better.',
    alreadyDecided: null,
    stillOpen: null,
    why: [{ text: 'A repair was finished on 24 November.', source: 'the housing system' }],
    ...given,
  };
}

/** Starts the fake service with a panel script. */
export async function startFakeService(panelScript: string): Promise<FakeService> {
  const answered = new Map<string, { status: number; body: unknown }>();

  const server = createServer((request, response) => void answer(request, response));
  const service: FakeService = {
    url: '',
    records: new Map(),
    sent: [],
    loseAnswers: 0,
    sessions: new Map(),
    signedOut: false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    const body = await bodyOf(request);
    if (pathname === '/') return send(response, 200, 'text/html', hostPage, { 'content-security-policy': POLICY });
    if (pathname === '/host.js') return send(response, 200, 'text/javascript', hostScript);
    if (pathname === '/embed/v1/doorstep.js' || pathname === '/again/doorstep.js') {
      return send(response, 200, 'text/javascript', panelScript);
    }
    if (pathname === '/token') {
      if (service.signedOut) return send(response, 401, 'text/plain', '');
      return send(response, 200, 'text/plain', `signed-by-the-host:${searchParams.get('record')}`);
    }
    if (pathname === '/embed/v1/session') {
      const record = sessionRequest.parse(body).token.slice('signed-by-the-host:'.length);
      const session = randomUUID();
      service.sessions.set(session, record);
      return json(response, 200, { session, expiresIn: 900, record: recordFrom(record) });
    }
    const recordKey = service.sessions.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (recordKey === undefined) return problem(response, 401, 'session_ended');
    const record = service.records.get(recordKey) ?? { home: { state: 'unknown' as const } };
    if (pathname === '/embed/v1/prompts') {
      const finish = () =>
        record.problem
          ? problem(response, record.problem.status, record.problem.code)
          : json(response, 200, viewOf(record));
      setTimeout(finish, record.delay ?? 0).unref();
      return;
    }
    write(request, response, pathname, body, recordKey, record);
  }

  function write(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: unknown,
    recordKey: string,
    record: FakeRecord,
  ): void {
    const key = request.headers['idempotency-key']?.toString();
    service.sent.push({ path, key, body });
    if (key === undefined) return problem(response, 400, 'idempotency_key_missing');
    const before = answered.get(key);
    const reply = before ?? keep(path, body, recordKey, record);
    answered.set(key, reply);
    if (service.loseAnswers > 0) {
      service.loseAnswers -= 1;
      // Begun and cut off: a browser quietly repeats a request that met only a closed connection.
      response.writeHead(reply.status, { 'content-length': '9999' }).write('{');
      setTimeout(() => response.destroy());
      return;
    }
    json(response, reply.status, reply.body);
  }

  function keep(path: string, body: unknown, recordKey: string, record: FakeRecord): { status: number; body: unknown } {
    const heardBefore = record.heardBefore ?? [];
    const withdrawn = /^\/embed\/v1\/outcomes\/([^/]+)\/withdraw$/.exec(path)?.[1];
    if (withdrawn !== undefined) {
      service.records.set(recordKey, {
        ...record,
        heardBefore: heardBefore.filter(({ outcomeId }) => outcomeId !== withdrawn),
      });
      return { status: 204, body: undefined };
    }
    if (path === '/embed/v1/voices') {
      const { outcomeId, words, whose } = voiceRequest.parse(body);
      const entries = heardBefore.map((entry) => (entry.outcomeId === outcomeId ? { ...entry, words, whose } : entry));
      service.records.set(recordKey, { ...record, heardBefore: entries });
      return { status: 201, body: { voiceId: randomUUID() } };
    }
    const outcome = outcomeRequest.parse(body);
    const prompt = record.prompts?.find(({ id }) => id === outcome.promptId);
    const outcomeId = randomUUID();
    const entry: HeardBefore | undefined =
      outcome.outcome === 'heard'
        ? {
            outcomeId,
            heard: outcome.heard,
            saidAt: outcome.saidAt,
            asked: prompt?.say ?? '',
            words: null,
            whose: null,
            canWithdraw: true,
          }
        : undefined;
    service.records.set(recordKey, {
      ...record,
      home: { state: 'none' },
      prompts: (record.prompts ?? []).filter(({ id }) => id !== outcome.promptId),
      heardBefore: entry ? [entry, ...heardBefore] : heardBefore,
    });
    return { status: 201, body: { outcomeId, notBefore: '2026-12-25' } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(service, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function viewOf({ home, prompts = [], heardBefore = [] }: FakeRecord): PanelView {
  return {
    home: { state: prompts.length > 0 ? 'ok' : 'none', lastAskedOn: null, notBefore: null, ...home },
    prompts,
    heardBefore,
  };
}

function recordFrom(key: string): { type: string; id: string } {
  const at = key.indexOf(':');
  return { type: key.slice(0, at), id: key.slice(at + 1) };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

function problem(response: ServerResponse, status: number, code: string): void {
  json(response, status, { type: 'about:blank', title: code, status, code });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', body === undefined ? '' : JSON.stringify(body));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
}
