import { patchOf, patchesOf } from './patches.js';
import type { ListWish, Resident, ResidentLine, ResidentList } from './resident.js';

const PAGE = 20;
const DAY = 86_400_000;
const RECENT_DAYS = 30;

/** One page of the residents that a wish finds, in the order they came. `now` in milliseconds. */
export function findResidents(
  all: readonly Resident[],
  { patch, hasOpenRepair, isRecent, page }: Omit<ListWish, 'search'>,
  now: number,
): Omit<ResidentList, 'highlights'> {
  const found = all
    .map(lineOf)
    .filter(
      (line) =>
        (patch === '' || line.patch === patch) &&
        (!hasOpenRepair || line.openRepairs > 0) &&
        (!isRecent || (line.lastContact !== null && Date.parse(`${line.lastContact}Z`) > now - RECENT_DAYS * DAY)),
    );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    residents: found.slice((shown - 1) * PAGE, shown * PAGE),
    total: found.length,
    page: shown,
    pages,
    patches: patchesOf(all.map(({ address }) => address)),
  };
}

export function lineOf(resident: Resident): ResidentLine {
  const { recentRepairs, address } = resident;
  const contacts = recentRepairs.flatMap(({ raised, closed }) => (closed === null ? [raised] : [raised, closed]));
  return {
    ...resident,
    patch: patchOf(address),
    openRepairs: recentRepairs.filter(({ closed }) => closed === null).length,
    lastContact: contacts.toSorted().at(-1) ?? null,
  };
}
