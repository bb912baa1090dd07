export { chosenEntry, entries, Entry, type EntryWay } from './entry.js';
export { nameOf } from './name-of.js';
export { neededAct, Needs } from './needs.js';
export { acts, mayDo, policy, refuseUnless, type Act, type Role, roles } from './policy.js';
