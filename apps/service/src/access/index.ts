export { chosenEntry, entries, Entry, type EntryWay } from './entry.js';
export { nameOf } from './name-of.js';
export { neededAct, Needs } from './needs.js';
export { actsOf, mayDo, policy, refuseUnless, rolesFor, whoElseMay } from './policy.js';
