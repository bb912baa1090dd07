/**
 * Homes in a protected scheme, those of a refuge, are in no list, figure or file of many homes: that a home is one must not
 * be found out by looking there. Each of these is a condition for SQL in which $1 is the landlord. There are few refuges, so
 * their ids are looked up in memory; what has no home has none in a refuge.
 */
const refuges = `SELECT refuge.id FROM homes refuge WHERE refuge.organisation_id = $1 AND refuge.scheme = 'refuge'`;
const inRefuges = `SELECT sheltered.id FROM tenancies sheltered
      WHERE sheltered.organisation_id = $1 AND sheltered.home_id IN (${refuges})`;

/** `home` is where a home's id stands. */
export const homeOutsideRefuges = (home: string) => `(${home} IN (${refuges})) IS NOT TRUE`;

/** `household` is where its id stands. */
export const householdOutsideRefuges = (household: string) => `(${household} IN (${inRefuges})) IS NOT TRUE`;

/** Of a row with `household_id` and `home_id`, as a voice is. */
export const outsideRefuges = (row: string) =>
  `(${householdOutsideRefuges(`${row}.household_id`)} AND ${homeOutsideRefuges(`${row}.home_id`)})`;

/** `place` is where the reference of a home or a block stands. */
export const placeOutsideRefuges = (place: string) => `(${place} IN (
      SELECT refuge.reference_id FROM homes refuge WHERE refuge.organisation_id = $1 AND refuge.scheme = 'refuge')) IS NOT TRUE`;
