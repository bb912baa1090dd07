import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import {
  complaintChoiceRequest,
  correctionRequest,
  followUpRequest,
  handOffRequest,
  keepDraftRequest,
  momentRequest,
  outcomeRequest,
  preferenceWrite,
  skillOfferWrite,
  policyClashRequest,
  sessionRequest,
  sendTellingRequest,
  tellingRequest,
  voiceRequest,
  wordsMatchRequest,
  type HandOffReply,
  type Called,
  type CanDoView,
  type HeardBefore,
  type KeptDraft,
  type PanelCaps,
  type PanelLook,
  type PanelPrompt,
  type PanelView,
  type PhoneNumber,
  type RouteOffer,
  type RoutingDecision,
  type SessionReply,
  type SessionRequest,
  type SkillOffersView,
  type TakingPartView,
  type TellThem,
} from '@doorstep/contracts/embed';
import { lightbulbRequest } from '@doorstep/contracts/voice';
import type { PanelFiles } from './build-panel.js';
import { hostPage, hostScript } from './host-page.js';
import { officerCaps } from './officer-caps.js';

/** A record that the fake service knows. */
export interface FakeRecord {
  /** Milliseconds before what there is to show is answered. */
  readonly delay?: number;
  readonly home?: Partial<PanelView['home']>;
  readonly prompts?: PanelPrompt[];
  readonly tellThem?: TellThem[];
  readonly heardBefore?: HeardBefore[];
  /** What whoever is at work can do, where it is something else. */
  readonly canDo?: CanDoView;
  /** What they could bring. */
  readonly offersOfSkill?: SkillOffersView['items'];
  /** What people get for taking part. */
  readonly takingPart?: TakingPartView;
  /** The hand-offs that words about this record suggest. */
  readonly offers?: (words: string) => RouteOffer[];
  /** Nobody has said to whom restricted hand-offs go: they are refused with these numbers. */
  readonly noRoute?: PhoneNumber[];
  /** Answer what there is to show with this problem instead. */
  readonly problem?: { readonly status: number; readonly code: string; readonly reference?: string };
  /** What whoever is at work may do here; what is left out an officer may. */
  readonly caps?: Partial<PanelCaps>;
  /** How the landlord's panel looks. */
  readonly look?: PanelLook;
  readonly residentWord?: SessionReply['residentWord'];
  readonly called?: Called[];
  readonly spokenWith?: PanelView['spokenWith'];
  /** What its photos are, whichever is asked for; without it there is none. */
  readonly photo?: Buffer;
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
  /** What was typed and not saved, by record and form. */
  readonly drafts: Map<string, KeptDraft>;
  /** Until it is true nothing unsaved is kept, so that one screen does not find what another left. */
  keepsDrafts: boolean;
  /** How many of the next writes are kept while their answer is lost. */
  loseAnswers: number;
  /** Status that every write is refused with; undefined: none is. */
  refuseWrites: number | undefined;
  /** Status that looking at words and reading notes are refused with; undefined: none is. */
  refuseReading: number | undefined;
  /** Sessions given so far; every one before is refused once this is emptied. */
  readonly sessions: Map<string, string>;
  /** When true the host gives no token. */
  signedOut: boolean;
  close(): Promise<void>;
}

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/** What an officer can do about what they hear. */
const canDo: CanDoView = {
  en: { myself: 'Write it down.', passOn: 'What another team decides.', leave: 'Promises of money.' },
  cy: { myself: 'Ei ysgrifennu.', passOn: 'Yr hyn y mae tîm arall yn ei benderfynu.', leave: 'Addewidion o arian.' },
};

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
    restsUntil: '2027-01-24',
    ...given,
  };
}

/** A hand-off that words suggest. */
export function anOffer(route: RouteOffer['route'], given: Partial<RouteOffer> = {}): RouteOffer {
  return {
    route,
    title: route,
    sayThis: '',
    mustChoose: true,
    phoneFirst: false,
    phones: [],
    because: [],
    whatToDo: null,
    ...given,
  };
}

/** An answer that waits to be told. */
export function aTelling(given: Partial<TellThem> = {}): TellThem {
  return {
    tellingId: randomUUID(),
    title: 'Their lift report, August',
    theirWords: 'The lift is noisy at night.',
    whose: 'own',
    saidAt: '2026-08-12T10:00:00Z',
    way: 'in-person',
    result: 'done',
    because: null,
    passedTo: null,
    words: 'You told us the lift was noisy. We changed the motor.',
    saidBy: 'Sian, repairs',
    mayHaveArrived: false,
    short: {
      language: 'en-GB',
      words: 'On 12 August you told us: “The lift is noisy at night.” We changed the motor.',
    },
    sendInstead: [],
    ...given,
  };
}

/** Something heard; give what the test needs to differ. */
export function aHeard(given: Partial<HeardBefore> = {}): HeardBefore {
  return {
    outcomeId: null,
    voiceId: randomUUID(),
    heard: 'worry',
    saidAt: '2026-11-25T09:00:00Z',
    asked: null,
    words: 'It stops at the third floor.',
    whose: 'own',
    speaker: 'resident',
    takenThrough: 'in-person',
    supportedBy: null,
    isReplyOwed: false,
    canWithdraw: true,
    ...given,
  };
}

/** Starts the fake service with a panel as it was built. */
export async function startFakeService(panel: PanelFiles): Promise<FakeService> {
  const answered = new Map<string, { status: number; body: unknown }>();

  const server = createServer((request, response) => void answer(request, response));
  const service: FakeService = {
    url: '',
    records: new Map(),
    sent: [],
    drafts: new Map(),
    keepsDrafts: false,
    loseAnswers: 0,
    refuseWrites: undefined,
    refuseReading: undefined,
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
    const file = panel.get(pathname.replace(/^\/(embed\/v1|again)\//, ''));
    if (file !== undefined) return send(response, 200, 'text/javascript', file);
    if (pathname === '/token') {
      if (service.signedOut) return send(response, 401, 'text/plain', '');
      return send(response, 200, 'text/plain', `signed-by-the-host:${searchParams.get('record')}`);
    }
    if (pathname === '/embed/v1/session') return open(sessionRequest.parse(body), response);
    const recordKey = service.sessions.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (recordKey === undefined) return problem(response, 401, 'session_ended');
    const record = recordOf(recordKey);
    if (pathname === '/embed/v1/prompts') {
      return showWhenReady(response, record, () => {
        const { view, tag } = shownOf(record);
        if (request.headers['if-none-match'] === tag) return send(response, 304, 'application/json', '', { etag: tag });
        send(response, 200, 'application/json', JSON.stringify(view), { etag: tag });
      });
    }
    if (pathname === '/embed/v1/drafts') return keepDraft(request.method, body, recordKey, response);
    if (pathname.startsWith('/embed/v1/photos/'))
      return record.photo ? send(response, 200, 'image/png', record.photo) : problem(response, 404, 'photo-unknown');
    if (pathname === '/embed/v1/can-do') return json(response, 200, record.canDo ?? canDo);
    if (pathname === '/embed/v1/skill-offers' && request.method === 'GET')
      return json(response, 200, { items: record.offersOfSkill ?? [], months: 12 });
    const reading = readingOf(pathname, body, record);
    if (reading) {
      return service.refuseReading === undefined
        ? json(response, 200, reading)
        : problem(response, service.refuseReading, 'forbidden-or-down');
    }
    write(request, response, pathname, body, recordKey, record);
  }

  /** Drafts are no facts: they do not stand among the writes, and are refused with them. */
  function keepDraft(method: string | undefined, body: unknown, recordKey: string, response: ServerResponse): void {
    const theirs = [...service.drafts].filter(([key]) => key.startsWith(`${recordKey} `));
    if (method === 'GET') return json(response, 200, { items: theirs.map(([, one]) => one), total: theirs.length });
    if (!service.keepsDrafts) return problem(response, 404, 'not-known');
    const kept = keepDraftRequest.parse(body);
    if ('gone' in kept) service.drafts.delete(`${recordKey} ${kept.gone}`);
    else service.drafts.set(`${recordKey} ${kept.draft.form}`, kept.draft);
    json(response, 204, undefined);
  }

  /** Gives a session, with what there is to show where that is asked for. */
  function open(shown: SessionRequest, response: ServerResponse): void {
    const recordKey = ('token' in shown ? shown.token : '').slice('signed-by-the-host:'.length);
    const record = recordOf(recordKey);
    const give = (more: Pick<SessionReply, 'shown'>) => {
      const session = randomUUID();
      service.sessions.set(session, recordKey);
      const caps = { ...officerCaps, ...record.caps };
      const { look, residentWord } = record;
      const hasDraft = [...service.drafts.keys()].some((key) => key.startsWith(`${recordKey} `));
      json(response, 200, {
        ...{ session, expiresIn: 900, record: recordFrom(recordKey), caps, locale: null },
        ...(look && { look }),
        ...(residentWord && { residentWord }),
        ...(hasDraft && { hasDraft }),
        ...more,
      });
    };
    if (shown.show !== true) return give({});
    showWhenReady(response, record, () => give({ shown: shownOf(record) }));
  }

  function recordOf(recordKey: string): FakeRecord {
    return service.records.get(recordKey) ?? { home: { state: 'unknown' } };
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
    if (service.refuseWrites !== undefined) return problem(response, service.refuseWrites, 'down');
    const before = answered.get(key);
    const reply = before ?? keep(path, body, recordKey, record);
    if (reply.status < 300) answered.set(key, reply);
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
    const offersOfSkill = record.offersOfSkill ?? [];
    const takenBack = /^\/embed\/v1\/skill-offers\/([^/]+)\/withdraw$/.exec(path)?.[1];
    if (takenBack !== undefined) {
      service.records.set(recordKey, { ...record, offersOfSkill: offersOfSkill.filter(({ id }) => id !== takenBack) });
      return { status: 204, body: undefined };
    }
    if (path === '/embed/v1/skill-offers') {
      const { kind, words } = skillOfferWrite.parse(body);
      const items = [{ id: randomUUID(), kind, words, expiresOn: '2027-11-26' }, ...offersOfSkill];
      service.records.set(recordKey, { ...record, offersOfSkill: items });
      return { status: 201, body: { items, months: 12 } };
    }
    if (path === '/embed/v1/policy-clashes') {
      const { words } = policyClashRequest.parse(body);
      // The service knows who lives there; here the words say it.
      if (!words.includes('[name]')) return { status: 204, body: undefined };
      return {
        status: 400,
        body: { ...problemOf(400, 'names-a-home'), current: { namesAHome: true } },
      };
    }
    const reminded = /^\/embed\/v1\/outcomes\/([^/]+)\/end-reminder$/.exec(path)?.[1];
    if (reminded !== undefined) {
      const left = heardBefore.map((entry) => (entry.outcomeId === reminded ? { ...entry, wantsWords: null } : entry));
      service.records.set(recordKey, { ...record, heardBefore: left });
      return { status: 204, body: undefined };
    }
    if (path.endsWith('/follow-up')) {
      const said = followUpRequest.parse(body);
      const isText = 'askBy' in said && said.askBy === 'text';
      const came = 'wrongBecause' in said ? 'raised' : isText ? 'number-needed' : 'kept';
      return { status: 201, body: { came } };
    }
    const sending = /^\/embed\/v1\/tellings\/([^/]+)\/send$/.exec(path)?.[1];
    if (sending !== undefined) {
      sendTellingRequest.parse(body);
      const tellThem = (record.tellThem ?? []).filter(({ tellingId }) => tellingId !== sending);
      service.records.set(recordKey, { ...record, tellThem });
      return { status: 204, body: undefined };
    }
    const heard = (entries: HeardBefore[]) => service.records.set(recordKey, { ...record, heardBefore: entries });
    const taken = /^\/embed\/v1\/voices\/([^/]+)\/(withdraw|no-reply-wanted|leave-ask|lightbulb|corrections)$/.exec(
      path,
    );
    if (taken?.[2] === 'withdraw') {
      heard(heardBefore.filter(({ voiceId }) => voiceId !== taken[1]));
      return { status: 204, body: undefined };
    }
    if (taken?.[2] === 'leave-ask') return { status: 204, body: undefined };
    if (taken?.[2] === 'no-reply-wanted') {
      heard(heardBefore.map((entry) => (entry.voiceId === taken[1] ? { ...entry, isReplyOwed: false } : entry)));
      return { status: 204, body: undefined };
    }
    if (taken?.[2] === 'lightbulb') {
      const { isLit } = lightbulbRequest.parse(body);
      heard(heardBefore.map((entry) => (entry.voiceId === taken[1] ? { ...entry, hasLightbulb: isLit } : entry)));
      return { status: 204, body: undefined };
    }
    if (taken) {
      const { words, routing } = correctionRequest.parse(body);
      const routed = route(record, words, routing);
      if (routed) return routed;
      const voiceId = randomUUID();
      heard(heardBefore.map((entry) => (entry.voiceId === taken[1] ? { ...entry, voiceId, words } : entry)));
      return { status: 201, body: { voiceId, handOffs: [] } };
    }
    if (path === '/embed/v1/voices') {
      const voice = voiceRequest.parse(body);
      const routed = route(record, voice.words, voice.routing);
      if (routed) return routed;
      const { outcomeId, words, whose, kind = null } = voice;
      const voiceId = randomUUID();
      if (voice.isAnonymous) return { status: 201, body: { voiceId, handOffs: [] } };
      if (record.home?.state === 'unknown' || !service.records.has(recordKey))
        return { status: 201, body: { voiceId: null, handOffs: [], reference: '7QK2AB', isHeld: true } };
      const replyBy = (voice.wantsReply ?? true) && outcomeId === undefined ? '2026-12-06' : null;
      heard(
        outcomeId === undefined
          ? [aHeard({ voiceId, words, whose, heard: kind, isReplyOwed: voice.wantsReply ?? true }), ...heardBefore]
          : heardBefore.map((entry) =>
              entry.outcomeId === outcomeId ? { ...entry, voiceId, words, whose, wantsWords: null } : entry,
            ),
      );
      return { status: 201, body: { voiceId, handOffs: [], reference: '7QK2AB', replyBy } };
    }
    if (path === `/embed/v1/preferences/${doNotAskId}/end` || path === '/embed/v1/preferences') {
      const state = path.endsWith('/end') ? 'none' : 'do-not-ask';
      service.records.set(recordKey, { ...record, home: { state } });
      return state === 'none'
        ? { status: 204, body: undefined }
        : { status: 201, body: { preferenceId: preferenceWrite.parse(body).kind } };
    }
    if (path === '/embed/v1/hand-offs') {
      const { route: chosen, toldAt } = handOffRequest.parse(body);
      return restricted(chosen) && record.noRoute ? noRoute(record.noRoute) : { status: 201, body: handedOver(toldAt) };
    }
    if (path === '/embed/v1/complaint-choices') {
      const { choice, toldAt } = complaintChoiceRequest.parse(body);
      return { status: 201, body: { choiceId: randomUUID(), handOff: choice === 'yes' ? handedOver(toldAt) : null } };
    }
    if (path.startsWith('/embed/v1/tellings/')) {
      const { result } = tellingRequest.parse(body);
      const state = result === 'did-not-come-up' ? 'waiting' : 'told';
      const tellThem = record.tellThem?.filter(({ tellingId }) => state === 'waiting' || !path.endsWith(tellingId));
      service.records.set(recordKey, { ...record, tellThem: tellThem ?? [] });
      return { status: 201, body: { state } };
    }
    if (path === '/embed/v1/moments') {
      const { promptId } = momentRequest.parse(body);
      const prompts = (record.prompts ?? []).filter(({ id }) => promptId !== undefined && id !== promptId);
      service.records.set(recordKey, { ...record, prompts });
      return { status: 201, body: { momentId: randomUUID() } };
    }
    const outcome = outcomeRequest.parse(body);
    const prompt = record.prompts?.find(({ id }) => id === outcome.promptId);
    const outcomeId = randomUUID();
    const entry: HeardBefore | undefined =
      outcome.outcome !== 'not-this-time'
        ? {
            ...aHeard({ voiceId: null, words: null, whose: null, speaker: null, takenThrough: null }),
            outcomeId,
            heard: outcome.outcome === 'heard' ? outcome.heard : null,
            takesPart: outcome.outcome === 'take-part' ? outcome.how : null,
            saidAt: outcome.saidAt,
            asked: prompt?.say ?? '',
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

/** The wish not to be asked of every home that has one. */
const doNotAskId = 'd0000000-0000-4000-8000-000000000001';

/** Answers with what there is to show once its delay is over, or with the problem of the record. */
function showWhenReady(response: ServerResponse, { delay = 0, problem: told }: FakeRecord, show: () => void): void {
  const finish = () => (told ? json(response, told.status, { ...problemOf(told.status, ''), ...told }) : show());
  if (delay === 0) finish();
  else setTimeout(finish, delay).unref();
}

function shownOf(record: FakeRecord): NonNullable<SessionReply['shown']> {
  const view = viewOf(record);
  return { view, tag: `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url')}"` };
}

/** What is read, not written: what words suggest, everything heard, and a note read back. */
function readingOf(path: string, body: unknown, { home, offers, heardBefore = [], takingPart }: FakeRecord): unknown {
  if (path === '/embed/v1/preferences' && body === undefined) {
    const wish = { id: doNotAskId, kind: 'do-not-ask', theme: null, since: '2026-11-03T09:00:00Z' };
    const items = home?.state === 'do-not-ask' ? [{ ...wish, until: null, reviewAfter: null, isStale: false }] : [];
    return { items, total: items.length };
  }
  if (path === '/embed/v1/taking-part') return takingPart ?? { gets: [], notice: null };
  if (path === '/embed/v1/words/match') return { offers: offers?.(wordsMatchRequest.parse(body).words) ?? [] };
  if (path === '/embed/v1/voices' && body === undefined) return { items: heardBefore, total: heardBefore.length };
  const voiceId = /^\/embed\/v1\/voices\/([^/]+)\/read-back$/.exec(path)?.[1];
  if (voiceId === undefined) return undefined;
  const note = heardBefore.find((entry) => entry.voiceId === voiceId);
  const words = note?.words ?? '';
  const takesPartIn = note?.asked ?? null;
  const lines = ['What we wrote down', 'You told us this:', `“${words}”`, 'Is it right?'];
  const saidAt = '2026-11-25T09:00:00.000Z';
  const mark = { askedBy: 'resident', setBy: 'Nia Pugh', setAt: saidAt };
  const lightbulb = note?.hasLightbulb === true ? mark : null;
  return { voiceId, language: 'en-GB', saidAt, words, takesPartIn, lightbulb, lines };
}

/** What the words' route comes to: a choice to make, hand-offs made, or undefined where the words are to be kept. */
function route(
  { offers, noRoute: numbers }: FakeRecord,
  words: string,
  routing: RoutingDecision | undefined,
): { status: number; body: unknown } | undefined {
  const matched = offers?.(words) ?? [];
  const chosen = (routing?.chosen ?? []).filter((one) => one !== 'complaint_choice');
  if (chosen.length === 0 && routing?.whyNot === undefined && matched.some(({ mustChoose }) => mustChoose))
    return { status: 409, body: { ...problemOf(409, 'choose-route'), current: { offers: matched } } };
  if (numbers && chosen.some(restricted)) return noRoute(numbers);
  if (chosen.length === 0) return undefined;
  return { status: 201, body: { voiceId: null, handOffs: chosen.map((_, index) => ({ reference: `7QK${index}` })) } };
}

function restricted(route: string): boolean {
  return ['crisis', 'safeguarding_da', 'safeguarding', 'conduct'].includes(route);
}

function noRoute(phones: readonly PhoneNumber[]): { status: number; body: unknown } {
  return { status: 503, body: { ...problemOf(503, 'no-route'), current: { phones, whatToDo: null } } };
}

function handedOver(toldAt: string): HandOffReply {
  return {
    reference: '7QK2',
    toldAt,
    targetAt: '2026-11-25T20:20:00.000Z',
    way: 'email',
    phones: [{ name: 'Repairs desk', number: '01632 960001', use: null }],
    whatToDo: null,
  };
}

function viewOf({ home, called, spokenWith, tellThem = [], prompts = [], heardBefore = [] }: FakeRecord): PanelView {
  return {
    home: { state: prompts.length > 0 ? 'ok' : 'none', lastAskedOn: null, notBefore: null, teams: [], ...home },
    ...(called && { called }),
    ...(spokenWith && { spokenWith }),
    tellThem,
    prompts,
    heardBefore: heardBefore.slice(0, 5),
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
  json(response, status, problemOf(status, code));
}

function problemOf(status: number, code: string): object {
  return { type: 'about:blank', title: code, status, code };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', body === undefined ? '' : JSON.stringify(body));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
}
