export { OversightModule } from './oversight.module.js';
export { SealAudit } from './seal-audit.js';
