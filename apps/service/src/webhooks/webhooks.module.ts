import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AddEndpoint } from './add-endpoint.js';
import { ChangeEndpoint } from './change-endpoint.js';
import { ListDeliveries } from './list-deliveries.js';
import { ListEndpoints } from './list-endpoints.js';
import { Redeliver } from './redeliver.js';
import { RemoveEndpoint } from './remove-endpoint.js';
import { RotateEndpointSecret } from './rotate-endpoint-secret.js';
import { SendToEndpoints } from './send-to-endpoints.js';
import { TestEndpoint } from './test-endpoint.js';
import { WebhooksController } from './webhooks.controller.js';

const verbs = [
  AddEndpoint,
  ChangeEndpoint,
  ListDeliveries,
  ListEndpoints,
  Redeliver,
  RemoveEndpoint,
  RotateEndpointSecret,
  SendToEndpoints,
  TestEndpoint,
];

@Module({ imports: [OrganisationsModule], controllers: [WebhooksController], providers: verbs, exports: verbs })
export class WebhooksModule {}
