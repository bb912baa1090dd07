export type * from './record.js';
export type * from './facts.js';
