import type { Resident, ResidentList, ResidentRecord } from '../resident.js';
import type { RepairLine } from '../newest-repairs.js';
import { base } from './place.js';

const seen = new Map<string, Pick<Resident, 'personId' | 'name' | 'address'>>();
let listed: readonly string[] = [];

/** There is no such record, as against a system that did not answer. */
export class NotThere extends Error {}

/** The residents that a wish finds, a page at a time. */
export async function readResidents(wish: URLSearchParams, signal: AbortSignal): Promise<ResidentList> {
  const list = await read<ResidentList>(`/data/residents?${wish}`, signal);
  for (const resident of list.residents) seen.set(resident.personId, resident);
  listed = list.residents.map(({ personId }) => personId);
  return list;
}

export async function readRecord(personId: string, signal: AbortSignal): Promise<ResidentRecord> {
  const record = await read<ResidentRecord>(`/data/residents/${encodeURIComponent(personId)}`, signal);
  seen.set(personId, record);
  return record;
}

export async function readRepairs(signal: AbortSignal): Promise<readonly RepairLine[]> {
  return (await read<{ items: readonly RepairLine[] }>('/data/repairs', signal)).items;
}

/** The resident as last read on this page, so that the next record can show its name without waiting. */
export function seenResident(personId: string): Pick<Resident, 'personId' | 'name' | 'address'> | undefined {
  return seen.get(personId);
}

/** Who stands before and after this resident in the list that was read last. */
export function neighboursOf(personId: string): {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
} {
  const at = listed.indexOf(personId);
  return at < 0 ? {} : { before: listed[at - 1], after: listed[at + 1] };
}

async function read<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(base + path, { signal });
  if (response.status === 404) throw new NotThere(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}
