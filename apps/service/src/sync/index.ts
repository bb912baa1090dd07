export { ListHeld } from './list-held.js';
export { ReadAlerts } from './read-alerts.js';
export { RunSync, type Progress, type RunReport, type StreamCounts } from './run-sync.js';
export { SyncModule } from './sync.module.js';
export { runSyncJob } from './run-sync.job.js';
