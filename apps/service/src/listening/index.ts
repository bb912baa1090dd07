export { householdOf, lockHousehold, type RecordOwner, type RecordSystems } from './household-of.js';
export { ListeningModule } from './listening.module.js';
export { ListVoices } from './list-voices.js';
export { writeOnce, type WriteOnce } from './once.js';
export { RecordMoment } from './record-moment.js';
export { RecordOutcome, type StaffAtRecord } from './record-outcome.js';
export { RecordVoice } from './record-voice.js';
export { WithdrawOutcome } from './withdraw-outcome.js';
