import type { CaseKind, CaseRecord, Reference } from '@doorstep/domain';
import * as z from 'zod';

import { closedStates, targetSystems, wordOf } from './codes.js';
import { id, listOf, ownId, part, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

const times = { createdAt: text, updatedAt: text };

const allowed = z.object({
  id: ownId,
  processName: text,
  targetId: id,
  targetType: text,
  relatedEntities: listOf(z.object({ id, targetType: text })),
  /* The process itself holds its states; the search index flattens the present one. */
  state: text,
  processStartedAt: text,
  stateStartedAt: text,
  currentState: part({ state: text, ...times }),
  previousStates: listOf(z.object(times)),
});

type Row = z.output<typeof allowed>;

/** Processes of Hackney.Shared.Processes and of the search → cases. */
export const cases: Mapping<Row> = {
  stream: 'processes',
  allowed,
  keyField: 'id',
  map: mapCase,
  updatedAt: (row, about) => instantOf(row.currentState?.updatedAt ?? row.stateStartedAt, about.zone),
};

function mapCase(row: Row, about: About): CaseRecord {
  if (row.processName === null) throw new HeldRow('A process has no name, so nobody can tell what kind of case it is.');
  const state = row.state ?? row.currentState?.state ?? 'unknown';
  const isOpen = !closedStates.has(wordOf(state));
  const stateSince = row.stateStartedAt ?? row.currentState?.updatedAt ?? row.currentState?.createdAt ?? null;
  return {
    entity: 'case',
    reference: { id: row.id, allocatedBy: 'hackney/process' },
    kind: kindOf(row.processName, about),
    kindSource: row.processName,
    state,
    isOpen,
    openedAt: openedAt(row, about),
    closedAt: isOpen ? null : instantOf(stateSince, about.zone),
    relatedTo: relatedTo(row),
  };
}

function kindOf(processName: string, about: About): CaseKind {
  const name = processName.toLowerCase();
  if (Object.hasOwn(about.values.cases, name)) return about.values.cases[name] ?? 'other';
  about.unknownCode('processName', processName);
  return 'other';
}

function openedAt(row: Row, about: About): string | null {
  const started = [
    row.processStartedAt,
    ...row.previousStates.map((past) => past.createdAt),
    row.currentState?.createdAt,
  ];
  const instants = started.map((time) => instantOf(time ?? null, about.zone)).filter((time) => time !== null);
  return instants.sort()[0] ?? null;
}

function relatedTo(row: Row): readonly Reference[] {
  const related = new Map<string, Reference>();
  for (const { id: about, targetType } of [{ id: row.targetId, targetType: row.targetType }, ...row.relatedEntities]) {
    const allocatedBy = targetSystems.get(wordOf(targetType ?? ''));
    if (about !== null && allocatedBy !== undefined) related.set(`${allocatedBy} ${about}`, { id: about, allocatedBy });
  }
  return [...related.values()];
}
