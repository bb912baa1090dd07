export type * from './contract.js';
export { ConfigurationProblem, SourceProblem } from './contract.js';
export { hackneyDefaults } from './hackney/codes.js';
export type { HackneyConfig } from './hackney/configuration.js';
export { hackney } from './hackney/hackney.js';
export { retryAfterSeconds } from './reading/retry-after.js';
export { recordHash } from './record-hash.js';
export { connectors } from './registry.js';
