export { HandOffsModule } from './hand-offs.module.js';
export { MatchWords } from './match-words.js';
export { RaiseHandOff } from './raise-hand-off.js';
export { RecordComplaintChoice } from './record-complaint-choice.js';
export { RouteWords } from './route-words.js';
