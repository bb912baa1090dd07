export { householdOf, lockHousehold, type RecordOwner, type RecordSystems } from './household-of.js';
export { recordUnknown, refuseOtherRecord, type StaffAtRecord } from './staff-at-record.js';
