import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddConnection } from './add-connection.js';
import { CheckConnection } from './check-connection.js';
import { ListConnections } from './list-connections.js';
import { MoveConnection } from './move-connection.js';
import { OpenConnection } from './open-connection.js';
import { ConnectionsController } from './connections.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ConnectionsController],
  providers: [AddConnection, CheckConnection, ListConnections, MoveConnection, OpenConnection],
  exports: [AddConnection, CheckConnection, ListConnections, MoveConnection, OpenConnection],
})
export class ConnectionsModule {}
