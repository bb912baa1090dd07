import type { Act, ConsoleSession } from '@doorstep/contracts/http';
import type { Locale } from '@doorstep/ui/text';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answered, api } from './client.js';
import { Problem } from './problem.js';

export const sessionKey = ['session'];

/** Who is signed in; `data` is null when nobody is. */
export function useSession(): UseQueryResult<ConsoleSession | null> {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Infinity });
}

/** Who is signed in, on a screen behind the sign-in. */
export function useSignedIn(): ConsoleSession {
  const { data } = useSession();
  if (!data) throw new Error('useSignedIn is for screens behind SessionGate.');
  return data;
}

/** Whether who is signed in may do this, as the service's table of who may do what has it. */
export function useMay(act: Act): boolean {
  return useSignedIn().acts.includes(act);
}

async function readSession(): Promise<ConsoleSession | null> {
  try {
    return await answered(api.GET('/admin/v1/session'));
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** Signs in with a one-time link. Throws `Problem`. */
export async function signInWithLink(link: string): Promise<void> {
  await api.POST('/admin/v1/sign-in/link', { body: { link } });
}

/** Keeps the language somebody reads the console in, for wherever they sign in next. Throws `Problem`. */
export async function keepLocale(locale: Locale): Promise<void> {
  await api.PATCH('/admin/v1/session', { body: { locale } });
}

/** Signs out. Throws `Problem`. */
export async function signOut(): Promise<void> {
  await api.POST('/admin/v1/sign-out');
}
