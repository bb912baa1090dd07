import { Dice } from './dice.js';
import type { ContactDetail } from './wire.js';

/**
 * How a person can be reached, made when asked for: the same person always gets the same details, and nothing is kept.
 * A number may belong to a carer. Numbers are from the range that Ofcom keeps for drama, so they reach no one.
 *
 * @returns empty for about one person in seven
 */
export function contactDetailsOf(seed: number, personId: string): ContactDetail[] {
  const dice = new Dice(seed, `contact/${personId}`);
  const details: ContactDetail[] = [];
  if (dice.chance(0.14)) return details;
  const mobile = `07700900${String(dice.whole(0, 999)).padStart(3, '0')}`;
  details.push(detail(dice, personId, 'phone', dice.chance(0.1) ? 'carer' : 'mobile', mobile));
  if (dice.chance(0.6)) {
    details.push(detail(dice, personId, 'email', null, `${personId.slice(0, 8)}@resident.example`));
  }
  return details;
}

function detail(
  dice: Dice,
  targetId: string,
  contactType: 'phone' | 'email',
  subType: string | null,
  value: string,
): ContactDetail {
  return {
    id: dice.uuid(),
    targetId,
    targetType: 'person',
    contactInformation: { contactType, subType, value, description: '', addressExtended: null },
    sourceServiceArea: { area: 'Housing', isDefault: true },
    recordValidUntil: null,
    isActive: true,
    createdBy: { createdAt: '2021-08-14T17:06:55.710677', fullName: 'Import', emailAddress: '' },
  };
}
