import type { Resident, ResidentList } from '../resident.js';
import { base } from './place.js';

const seen = new Map<string, Resident>();

/** Residents that a search finds, with the records worth opening first. */
export async function readResidents(search: string, signal: AbortSignal): Promise<ResidentList> {
  const list = await read<ResidentList>(`/data/residents?search=${encodeURIComponent(search)}`, signal);
  for (const resident of list.residents) seen.set(resident.personId, resident);
  return list;
}

export async function readResident(personId: string, signal: AbortSignal): Promise<Resident> {
  const resident = await read<Resident>(`/data/residents/${encodeURIComponent(personId)}`, signal);
  seen.set(personId, resident);
  return resident;
}

/** The resident as last read on this page, so that the next record can show its name without waiting. */
export function seenResident(personId: string): Resident | undefined {
  return seen.get(personId);
}

async function read<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(base + path, { signal });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}
