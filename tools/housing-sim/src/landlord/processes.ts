import { DAY, HOUR } from './calendar.js';
import type { Dice } from './dice.js';
import type { Household } from './households.js';
import { fullNameOf } from './people.js';
import type { Process, ProcessState, RelatedEntity } from './wire.js';

const OTHER_CLOSED = 'ProcessClosed';

/** Complaints open and closed, successions, and changes of name and of holders; story homes have only their own. */
export function makeProcesses(dice: Dice, households: Iterable<Household>, today: number): Process[] {
  const processes: Process[] = [];
  for (const household of households) {
    const { story } = household.dwelling;
    if (story === 'complaint') processes.push(complaint(dice, household, 'Stage1', today - 6 * DAY, today));
    if (story !== null) continue;
    const throwOf = dice.fraction();
    if (throwOf < 0.02) {
      const stage = dice.chance(0.75) ? 'Stage1' : 'Stage2';
      processes.push(complaint(dice, household, stage, today - dice.whole(1, 60) * DAY, today));
    } else if (throwOf < 0.05) {
      processes.push(complaint(dice, household, 'Closed', today - dice.whole(20, 500) * DAY, today));
    } else if (throwOf < 0.055) {
      processes.push(change(dice, household, 'soletojoint', today - dice.whole(2, 90) * DAY, today));
    } else if (throwOf < 0.06) {
      processes.push(change(dice, household, 'changeofname', today - dice.whole(2, 90) * DAY, today));
    }
    if (household.hasSuccession) {
      processes.push(change(dice, household, 'succession', today - dice.whole(2, 200) * DAY, today));
    }
  }
  return processes;
}

function complaint(
  dice: Dice,
  household: Household,
  state: 'Stage1' | 'Stage2' | 'Closed',
  openedMs: number,
  today: number,
): Process {
  const before = state === 'Stage1' ? [] : state === 'Stage2' ? ['Stage1'] : ['Stage1'];
  const process = make(dice, household, 'complaint', [...before, state], openedMs, today);
  process.currentState.processData.formData = { about: dice.pick(['Repairs', 'Staff', 'Communal areas', 'Charges']) };
  return process;
}

function change(dice: Dice, household: Household, name: string, openedMs: number, today: number): Process {
  const isDone = dice.chance(0.5);
  return make(
    dice,
    household,
    name,
    ['ApplicationInitialised', isDone ? OTHER_CLOSED : 'DocumentsRequested'],
    openedMs,
    today,
  );
}

function make(
  dice: Dice,
  household: Household,
  processName: string,
  states: readonly string[],
  openedMs: number,
  today: number,
): Process {
  const [person] = household.holders;
  const { tenure, dwelling } = household;
  const personId = person?.id ?? '';
  const relatedEntities: RelatedEntity[] = [
    {
      id: personId,
      targetType: 'person',
      subType: 'tenant',
      description: person === undefined ? null : fullNameOf(person),
    },
    { id: tenure.id, targetType: 'tenure', subType: null, description: null },
    { id: dwelling.id, targetType: 'asset', subType: null, description: dwelling.fullAddress },
  ];
  // Each state a few days after the one before, none later than yesterday evening.
  const times: number[] = [];
  for (const [i] of states.entries()) {
    const previous = times[i - 1];
    const at = previous === undefined ? openedMs + dice.whole(8, 17) * HOUR : previous + dice.whole(1, 15) * DAY;
    times.push(Math.min(at, today - 6 * HOUR + i));
  }
  const history = states.map((state, i) => stateOf(state, times[i] ?? openedMs));
  const currentState = history.pop() ?? stateOf('Stage1', openedMs);
  return {
    id: dice.uuid(),
    targetId: personId,
    targetType: 'person',
    relatedEntities,
    processName,
    patchAssignment: null,
    currentState,
    previousStates: history,
    versionNumber: states.length,
  };
}

function stateOf(state: string, ms: number): ProcessState {
  const at = new Date(ms).toISOString();
  return {
    state,
    permittedTriggers: [],
    processData: { formData: null, documents: null },
    createdAt: at,
    updatedAt: at,
  };
}
