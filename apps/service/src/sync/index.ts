export { addHeldCommands } from './held.cli.js';
export { ListHeld } from './list-held.js';
export { ReadAlerts } from './read-alerts.js';
export { RereadHints } from './reread-hints.js';
export { rereadHintsJob } from './reread-hints.job.js';
export { RunSync, type Progress, type RunReport } from './run-sync.js';
export type { StreamCounts } from './stream-counts.js';
export { SyncModule } from './sync.module.js';
export { runSyncJob } from './run-sync.job.js';
