import type { Repair, Resident } from './resident.js';

const NEWEST = 40;

/** A repair with the resident whose home it is in. */
export interface RepairLine extends Repair {
  readonly personId: string;
  readonly name: string;
}

/** The repairs that moved last, each once though several residents share a home. */
export function newestRepairs(residents: readonly Resident[]): readonly RepairLine[] {
  const lines = new Map<number, RepairLine>();
  for (const { personId, name, recentRepairs } of residents)
    for (const repair of recentRepairs)
      if (!lines.has(repair.reference)) lines.set(repair.reference, { ...repair, personId, name });
  return [...lines.values()].toSorted((a, b) => movedAt(b).localeCompare(movedAt(a))).slice(0, NEWEST);
}

function movedAt({ closed, raised }: Repair): string {
  return closed ?? raised;
}
