import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddConnection } from './add-connection.js';
import { ChangeContactMapping } from './change-contact-mapping.js';
import { CheckConnection } from './check-connection.js';
import { ListConnections } from './list-connections.js';
import { MoveConnection } from './move-connection.js';
import { OpenConnection } from './open-connection.js';
import { SetNotes } from './set-notes.js';
import { ShowContactMapping } from './show-contact-mapping.js';
import { ConnectionsController } from './connections.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ConnectionsController],
  providers: [
    AddConnection,
    ChangeContactMapping,
    CheckConnection,
    ListConnections,
    MoveConnection,
    OpenConnection,
    ShowContactMapping,
    SetNotes,
  ],
  exports: [
    AddConnection,
    ChangeContactMapping,
    CheckConnection,
    ListConnections,
    MoveConnection,
    OpenConnection,
    ShowContactMapping,
    SetNotes,
  ],
})
export class ConnectionsModule {}
