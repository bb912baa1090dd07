import { DAY, slashed } from './calendar.js';
import type { Dice } from './dice.js';
import type { Household } from './households.js';
import { fullNameOf } from './people.js';
import type { CautionaryAlert, Person } from './wire.js';

/** HACT codes carry U+2011, the non-breaking hyphen, as the published alerts do; the rest are the landlord's own. */
const CODES = [
  { weight: 16, code: '10‑10', description: 'Anti-social behaviour' },
  { weight: 10, code: '10', description: 'Do not visit alone' },
  { weight: 10, code: 'CV', description: 'No lone visits' },
  { weight: 6, code: 'VA', description: 'Verbal abuse' },
  { weight: 5, code: 'PA', description: 'Physical abuse' },
  { weight: 3, code: 'CX', description: 'Contact the office before a visit' },
  { weight: 12, code: 'DV', description: 'Domestic abuse' },
  { weight: 12, code: '20‑70', description: 'Safeguarding' },
  { weight: 6, code: '60', description: 'Capacity: lasting power of attorney' },
  { weight: 10, code: '20‑30', description: 'Illness' },
  { weight: 8, code: '20‑50', description: 'Wheelchair user' },
  { weight: 8, code: '40', description: 'Language support' },
  { weight: 4, code: 'APT', description: 'Adapted property' },
  { weight: 3, code: 'DIS', description: 'Disrepair claim' },
  { weight: 3, code: 'IC4', description: 'Court action' },
  { weight: 1, code: 'QX', description: 'Local pilot marker' },
] as const;

/** Alerts by person id, for about one living holder in twenty-five; none in story homes. */
export function makeAlerts(dice: Dice, households: Iterable<Household>, today: number): Map<string, CautionaryAlert[]> {
  const alerts = new Map<string, CautionaryAlert[]>();
  for (const { dwelling, holders } of households) {
    if (dwelling.story !== null) continue;
    for (const person of holders) {
      if (!dice.chance(0.04)) continue;
      const count = dice.chance(0.15) ? 2 : 1;
      alerts.set(
        person.id,
        Array.from({ length: count }, () => makeAlert(dice, person, today)),
      );
    }
  }
  return alerts;
}

function makeAlert(dice: Dice, person: Person, today: number): CautionaryAlert {
  const { code, description } = dice.weighted(CODES);
  const startMs = today - dice.whole(20, 900) * DAY;
  const isActive = dice.chance(0.8);
  const start = slashed(startMs);
  return {
    dateModified: start,
    modifiedBy: 'Import',
    startDate: start,
    endDate: isActive ? null : slashed(startMs + dice.whole(1, 19) * DAY),
    alertCode: code,
    description,
    reason: 'Raised by an officer',
    assureReference: String(dice.whole(1000, 99_999)),
    personName: fullNameOf(person),
    personId: person.id,
    isActive,
    alertId: dice.uuid(),
  };
}
