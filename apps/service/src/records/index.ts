export { findReferences, type FoundReferences, type GivenReference } from './find-references.js';
export { householdOf, lockHousehold, type RecordOwner, type RecordSystems } from './household-of.js';
export { jobState } from './job-state.js';
export { homeOutsideRefuges, householdOutsideRefuges, outsideRefuges, placeOutsideRefuges } from './outside-refuges.js';
export { lightbulbBeside, lightbulbShown } from './lightbulb-beside.js';
export {
  lockPerson,
  oneHousehold,
  onePerson,
  personAtHand,
  type AtPerson,
  type PersonAtHand,
} from './person-at-hand.js';
export { partMerged, type PartedPerson } from './part-merged.js';
export { isRestricted } from './restricted.js';
export { mergedAmong, personNow, referencesOf, samePeople } from './same-person.js';
export { kindNow, sortingBeside } from './sorting-beside.js';
export { recordUnknown, refuseOtherRecord, type StaffAtRecord } from './staff-at-record.js';
export { otherTeamsOf } from './teams-of-home.js';
export { tenancyOfHome } from './tenancy-of-home.js';
export { whoTookDown } from './who-took-down.js';
