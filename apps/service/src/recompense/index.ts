export { followMergedPreferences } from './follow-merged-preferences.js';
export { RecompenseModule } from './recompense.module.js';
export { RecordInvolvement } from './record-involvement.js';
export { ReviewRecompense } from './review-recompense.js';
export { reviewRecompenseJob } from './review-recompense.job.js';
export { ShowLedger } from './show-ledger.js';
export { ShowWhatTheyGet } from './show-what-they-get.js';
export { addRecompenseCommands } from './recompense.cli.js';
