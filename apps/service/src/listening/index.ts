export { ListeningModule } from './listening.module.js';
export { ListVoices } from './list-voices.js';
export { RecordMoment } from './record-moment.js';
export { RecordOutcome } from './record-outcome.js';
export { RecordVoice } from './record-voice.js';
export { WithdrawOutcome } from './withdraw-outcome.js';
