import { Module } from '@nestjs/common';
import { AddConnection } from './add-connection.js';
import { CheckConnection } from './check-connection.js';
import { ListConnections } from './list-connections.js';
import { OpenConnection } from './open-connection.js';

@Module({
  providers: [AddConnection, CheckConnection, ListConnections, OpenConnection],
  exports: [AddConnection, CheckConnection, ListConnections, OpenConnection],
})
export class ConnectionsModule {}
