import { midnight, YEAR } from './calendar.js';
import type { Dice } from './dice.js';
import type { Person } from './wire.js';

export type Age = 'adult' | 'older' | 'child';

/**
 * One person, in the search index's spelling (`firstname`), with no tenancy yet.
 *
 * @param today milliseconds
 */
export function makePerson(dice: Dice, age: Age, surname: string | null, today: number): Person {
  const female = dice.chance(0.53);
  const years =
    age === 'child' ? dice.fraction() * 17.5 : age === 'older' ? 62 + dice.fraction() * 32 : 19 + dice.fraction() * 60;
  return {
    id: dice.uuid(),
    title: titleOf(dice, age, female),
    preferredTitle: '',
    preferredFirstname: '',
    preferredMiddleName: '',
    preferredSurname: '',
    firstname: dice.faker.person.firstName(female ? 'female' : 'male'),
    middleName: '',
    surname: surname ?? dice.faker.person.lastName(),
    dateOfBirth: midnight(today - years * YEAR),
    dateOfDeath: null,
    placeOfBirth: '',
    tenures: [],
    personTypes: [],
  };
}

/** `Mrs Ada Byron`: how a tenure names its members. */
export function fullNameOf(person: Pick<Person, 'title' | 'firstname' | 'surname'>): string {
  return [person.title, person.firstname, person.surname].filter((part) => part !== '').join(' ');
}

function titleOf(dice: Dice, age: Age, female: boolean): string {
  if (age === 'child') return female ? 'Miss' : 'Master';
  if (dice.chance(0.03)) return dice.pick(['Dr', 'Mx', 'Reverend']);
  return female ? dice.pick(['Mrs', 'Ms', 'Miss']) : 'Mr';
}
