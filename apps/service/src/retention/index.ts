export { RemoveOld } from './remove-old.js';
export { RetentionModule } from './retention.module.js';
