import { makeAlerts } from './alerts.js';
import { Dice } from './dice.js';
import { Households, type Household } from './households.js';
import { Landlord } from './landlord.js';
import { fullNameOf } from './people.js';
import { makeProcesses } from './processes.js';
import { assetOf, buildStock } from './stock.js';
import { STORIES, STORY_ORDER, type Highlight } from './stories.js';
import { assetTenureOf } from './tenancies.js';
import { makeWorkOrders } from './work-orders.js';

export const FEWEST_HOMES = 10;
export const MOST_HOMES = 100_000;

/**
 * An invented landlord. The same homes, seed and day give the same landlord, byte for byte.
 *
 * @param homes dwellings, 10 to 100,000
 * @param today any instant of the day that everything is dated against, milliseconds
 */
export function generateLandlord(homes: number, seed: number, today: number): Landlord {
  const landlord = new Landlord(seed);
  const stock = buildStock(new Dice(seed, 'stock'), homes);
  const occupants = new Households(new Dice(seed, 'households'), today);
  const households = new Map<string, Household>();

  for (const asset of stock.others) landlord.assets.put(asset);
  for (const dwelling of stock.dwellings) {
    const { current, former } = occupants.settle(dwelling);
    if (current !== null) {
      households.set(dwelling.id, current);
      landlord.tenures.put(current.tenure);
      for (const person of current.people) landlord.persons.put(person);
    }
    if (former !== null) {
      landlord.tenures.put(former.tenure);
      for (const person of former.people) landlord.persons.put(person);
    }
    landlord.assets.put(assetOf(dwelling, current === null ? null : assetTenureOf(current.tenure)));
  }
  for (const order of makeWorkOrders(new Dice(seed, 'work-orders'), stock, households, today)) {
    landlord.workOrders.put(order);
  }
  for (const process of makeProcesses(new Dice(seed, 'processes'), households.values(), today)) {
    landlord.processes.put(process);
  }
  for (const [personId, alerts] of makeAlerts(new Dice(seed, 'alerts'), households.values(), today)) {
    landlord.setAlerts(personId, alerts);
  }
  landlord.highlights = highlightsOf(households.values());
  return landlord;
}

function highlightsOf(households: Iterable<Household>): Highlight[] {
  const highlights: Highlight[] = [];
  for (const { dwelling, holders, tenure } of households) {
    const [person] = holders;
    if (dwelling.story === null || person === undefined) continue;
    highlights.push({
      personId: person.id,
      name: fullNameOf(person),
      address: dwelling.fullAddress,
      tenureId: tenure.id,
      propertyReference: dwelling.propertyReference,
      code: dwelling.story,
      story: STORIES[dwelling.story],
    });
  }
  return highlights.sort((a, b) => STORY_ORDER.indexOf(a.code) - STORY_ORDER.indexOf(b.code));
}
