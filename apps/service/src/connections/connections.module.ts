import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddConnection } from './add-connection.js';
import { AllowAddresses } from './allow-addresses.js';
import { ChangeContactMapping } from './change-contact-mapping.js';
import { ChangeSecret } from './change-secret.js';
import { CheckConnection } from './check-connection.js';
import { ListConnections } from './list-connections.js';
import { MoveConnection } from './move-connection.js';
import { OpenConnection } from './open-connection.js';
import { SetNotes } from './set-notes.js';
import { SetPace } from './set-pace.js';
import { ShowContactMapping } from './show-contact-mapping.js';
import { SetWebhookSecret } from './webhook-secrets.js';
import { ConnectionsController } from './connections.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ConnectionsController],
  providers: [
    AddConnection,
    AllowAddresses,
    ChangeContactMapping,
    ChangeSecret,
    CheckConnection,
    ListConnections,
    MoveConnection,
    OpenConnection,
    ShowContactMapping,
    SetNotes,
    SetPace,
    SetWebhookSecret,
  ],
  exports: [
    AddConnection,
    AllowAddresses,
    ChangeContactMapping,
    ChangeSecret,
    CheckConnection,
    ListConnections,
    MoveConnection,
    OpenConnection,
    ShowContactMapping,
    SetNotes,
    SetPace,
    SetWebhookSecret,
  ],
})
export class ConnectionsModule {}
