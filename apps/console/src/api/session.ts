import type { Locale } from '@doorstep/ui/text';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Problem, problemOf } from './problem.js';

/** Who is signed in. */
export interface Session {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation: { readonly id: string; readonly slug: string; readonly name: string };
  readonly locale: Locale;
  readonly signedInBy: 'link' | 'provider';
  readonly expiresAt: string;
}

export const sessionKey = ['session'];

/** Who is signed in; `data` is null when nobody is. */
export function useSession(): UseQueryResult<Session | null> {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Infinity });
}

/** Who is signed in, on a screen behind the sign-in. */
export function useSignedIn(): Session {
  const { data } = useSession();
  if (!data) throw new Error('useSignedIn is for screens behind SessionGate.');
  return data;
}

async function readSession(): Promise<Session | null> {
  const response = await fetchOrProblem('/admin/v1/session');
  if (response.status === 401) return null;
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Session;
}

/** Signs in with a one-time link. Throws `Problem`. */
export async function signInWithLink(link: string): Promise<void> {
  await post('/admin/v1/sign-in/link', { link });
}

/** Signs out. Throws `Problem`. */
export async function signOut(): Promise<void> {
  await post('/admin/v1/sign-out', {});
}

async function post(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetchOrProblem(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw await problemOf(response);
}

async function fetchOrProblem(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch {
    throw new Problem(0, 'no-connection', null, null, null);
  }
}
