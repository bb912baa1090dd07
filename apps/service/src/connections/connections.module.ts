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
import { CheckReceipts } from './check-receipts.js';
import { RemoveConnection } from './remove-connection.js';
import { ReplaceSecret } from './replace-secret.js';
import { RestConnection } from './rest-connection.js';
import { ShowConnection } from './show-connection.js';
import { ConnectingController } from './connecting.controller.js';
import { ConnectionsController } from './connections.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ConnectingController, ConnectionsController],
  providers: [
    CheckReceipts,
    RemoveConnection,
    ReplaceSecret,
    RestConnection,
    ShowConnection,
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
    RestConnection,
    ShowContactMapping,
    SetNotes,
    SetPace,
    SetWebhookSecret,
  ],
})
export class ConnectionsModule {}
