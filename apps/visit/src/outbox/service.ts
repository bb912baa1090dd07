import * as z from 'zod/mini';
import { wordsMatched, type RouteOffer } from '@doorstep/contracts/embed';
import {
  entryReply,
  photoReply,
  pingReply,
  signInReply,
  visitJobs,
  type EntryReply,
  type PhotoReply,
  type PingReply,
  type SignInReply,
  type SignInRequest,
  type VisitJobs,
  type VisitPolicyClash,
} from '@doorstep/contracts/visit';
import { retryAfter } from './timing.js';

/** Milliseconds before an unanswered request is given up. */
const patience = 20_000;
/** For what is only asked to help: nobody stands at a door waiting for it. */
const shortPatience = 1_500;

/**
 * What came of a request. `none`: nobody answered, or somebody who is not the service (a hotel's sign-in page answers
 * everything with 200). `refused` has the status; `wait` is milliseconds where the service named them. A removed phone is
 * told 423 with the receipt of what it handed over all the same.
 */
export type Answer<Body> =
  | { readonly is: 'ok'; readonly status: number; readonly body: Body }
  | { readonly is: 'refused'; readonly status: number; readonly wait: number | undefined }
  | { readonly is: 'none' };

/** The service as a phone speaks to it. Nothing here throws. */
export interface VisitService {
  /** @param oldest RFC 3339: when the oldest waiting visit was saved. */
  ping(credential: string, waiting: number, oldest: string | null): Promise<Answer<PingReply>>;
  signIn(request: SignInRequest): Promise<Answer<SignInReply>>;
  jobs(session: string): Promise<Answer<VisitJobs>>;
  /** Hand-offs that the words suggest; given up after 1.5 seconds. */
  match(session: string, words: string): Promise<readonly RouteOffer[]>;
  send(credential: string, id: string, body: string, bodyHash: string): Promise<Answer<EntryReply>>;
  /** A policy and real life clash; nothing is answered. */
  sayPolicyClash(session: string, key: string, clash: VisitPolicyClash): Promise<Answer<undefined>>;
  photoAt(credential: string, entryId: string, photoId: string): Promise<Answer<PhotoReply>>;
  sendPiece(
    credential: string,
    entryId: string,
    photoId: string,
    offset: number,
    piece: Uint8Array<ArrayBuffer>,
  ): Promise<Answer<PhotoReply>>;
}

/** @param base Address of `/visit/v1`, without a slash at the end. */
export function visitService(base: string, fetcher: typeof fetch): VisitService {
  const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
  const json = { 'content-type': 'application/json' };

  async function ask<Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    init: RequestInit,
    milliseconds = patience,
  ): Promise<Answer<z.infer<Schema>>> {
    try {
      const response = await fetcher(`${base}${path}`, {
        ...init,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(milliseconds),
      });
      const { headers, status } = response;
      const body = schema.safeParse(jsonOf(await response.text()));
      if (body.success && (body.data !== undefined || status === 204)) return { is: 'ok', status, body: body.data };
      if (response.ok) return { is: 'none' };
      return { is: 'refused', status, wait: retryAfter(headers.get('retry-after'), headers.get('date')) };
    } catch {
      return { is: 'none' };
    }
  }

  const photoPath = (entryId: string, photoId: string) => `/entries/${entryId}/photos/${photoId}`;
  return {
    ping: (credential, waiting, oldest) => {
      const query = new URLSearchParams({ waiting: String(waiting), ...(oldest && { oldest }) });
      return ask(pingReply, `/ping?${query.toString()}`, { headers: bearer(credential) });
    },
    signIn: (request) => ask(signInReply, '/sign-in', { method: 'POST', headers: json, body: JSON.stringify(request) }),
    jobs: (session) => ask(visitJobs, '/jobs', { headers: bearer(session) }),
    match: async (session, words) => {
      const answer = await ask(
        wordsMatched,
        '/words/match',
        { method: 'POST', headers: { ...json, ...bearer(session) }, body: JSON.stringify({ words }) },
        shortPatience,
      );
      return answer.is === 'ok' ? answer.body.offers : [];
    },
    send: (credential, id, body, bodyHash) =>
      ask(entryReply, '/entries', {
        method: 'POST',
        headers: { ...json, ...bearer(credential), 'idempotency-key': id, 'doorstep-body-hash': bodyHash },
        body,
      }),
    sayPolicyClash: (session, key, clash) =>
      ask(z.undefined(), '/policy-clashes', {
        method: 'POST',
        headers: { ...json, ...bearer(session), 'idempotency-key': key },
        body: JSON.stringify(clash),
      }),
    photoAt: (credential, entryId, photoId) =>
      ask(photoReply, photoPath(entryId, photoId), { headers: bearer(credential) }),
    sendPiece: (credential, entryId, photoId, offset, piece) =>
      ask(photoReply, `${photoPath(entryId, photoId)}?offset=${offset}`, {
        method: 'PUT',
        headers: { ...bearer(credential), 'content-type': 'application/octet-stream' },
        body: piece,
      }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
