export { AddConnection } from './add-connection.js';
export { ChangeContactMapping } from './change-contact-mapping.js';
export { CheckConnection } from './check-connection.js';
export { Connection, contactMappingOf } from './connection.entity.js';
export { ConnectionsModule } from './connections.module.js';
export { ListConnections } from './list-connections.js';
export { OpenConnection, type OpenedConnection } from './open-connection.js';
export { MoveConnection } from './move-connection.js';
export { ShowContactMapping } from './show-contact-mapping.js';
