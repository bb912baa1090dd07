import { Connection } from './connections/index.js';
import { Installation } from './embed/index.js';
import { ApiKey, Organisation } from './organisations/index.js';

/** The classes TypeORM maps. Tables written in bulk are reached by SQL alone and have none. */
export const entities = [ApiKey, Connection, Installation, Organisation];
