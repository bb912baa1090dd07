import {
  addWebhookEndpointRequest,
  changeWebhookEndpointRequest,
  endpointDeliveryShown,
  endpointTested,
  listOf,
  listQuery,
  webhookEndpointAdded,
  webhookEndpointShown,
  type AddWebhookEndpointRequest,
  type ChangeWebhookEndpointRequest,
  type EndpointDeliveryShown,
  type EndpointTested,
  type ListQuery,
  type WebhookEndpointAdded,
  type WebhookEndpointShown,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { AddEndpoint } from './add-endpoint.js';
import { ChangeEndpoint } from './change-endpoint.js';
import { ListDeliveries } from './list-deliveries.js';
import { ListEndpoints } from './list-endpoints.js';
import { Redeliver } from './redeliver.js';
import { RemoveEndpoint } from './remove-endpoint.js';
import { RotateEndpointSecret } from './rotate-endpoint-secret.js';
import { TestEndpoint } from './test-endpoint.js';

/** Which systems of the landlord's are told of what happens here. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class WebhooksController {
  constructor(
    private readonly listEndpoints: ListEndpoints,
    private readonly addEndpoint: AddEndpoint,
    private readonly changeEndpoint: ChangeEndpoint,
    private readonly removeEndpoint: RemoveEndpoint,
    private readonly rotateSecret: RotateEndpointSecret,
    private readonly testEndpoint: TestEndpoint,
    private readonly listDeliveries: ListDeliveries,
    private readonly redeliver: Redeliver,
  ) {}

  @Get('webhook-endpoints')
  @Needs('webhooks.manage')
  @ApiOkResponse({ standardSchema: listOf(webhookEndpointShown) })
  async list(@CalledBy() { organisationId }: Caller): Promise<{ items: WebhookEndpointShown[]; total: number }> {
    return this.listEndpoints.run(organisationId);
  }

  @Post('webhook-endpoints')
  @Needs('webhooks.manage')
  @ApiCreatedResponse({ standardSchema: webhookEndpointAdded })
  async add(
    @CalledBy() { actor, organisationId }: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: addWebhookEndpointRequest }) body: AddWebhookEndpointRequest,
  ): Promise<WebhookEndpointAdded> {
    return this.addEndpoint.run(actor, organisationId, key, body);
  }

  @Patch('webhook-endpoints/:id')
  @Needs('webhooks.manage')
  @ApiOkResponse({ standardSchema: webhookEndpointShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: changeWebhookEndpointRequest }) body: ChangeWebhookEndpointRequest,
  ): Promise<WebhookEndpointShown> {
    return this.changeEndpoint.run(actor, organisationId, id, body);
  }

  @Delete('webhook-endpoints/:id')
  @HttpCode(204)
  @Needs('webhooks.manage')
  async remove(@CalledBy() { actor, organisationId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.removeEndpoint.run(actor, organisationId, id);
  }

  @Post('webhook-endpoints/:id/rotate')
  @HttpCode(200)
  @Needs('webhooks.manage')
  @ApiOkResponse({ standardSchema: webhookEndpointAdded })
  async rotate(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WebhookEndpointAdded> {
    return this.rotateSecret.run(actor, organisationId, id);
  }

  @Post('webhook-endpoints/:id/test')
  @Needs('webhooks.manage')
  @ApiCreatedResponse({ standardSchema: endpointTested })
  async test(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<EndpointTested> {
    return this.testEndpoint.run(actor, organisationId, id);
  }

  @Get('webhook-endpoints/:id/deliveries')
  @Needs('webhooks.manage')
  @ApiOkResponse({ standardSchema: listOf(endpointDeliveryShown) })
  async deliveries(
    @CalledBy() { organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query({ schema: listQuery }) { limit }: ListQuery,
  ): Promise<{ items: EndpointDeliveryShown[]; total: number }> {
    return this.listDeliveries.run(organisationId, id, limit);
  }

  @Post('webhook-deliveries/:id/redeliver')
  @HttpCode(204)
  @Needs('webhooks.manage')
  async again(@CalledBy() { actor, organisationId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.redeliver.run(actor, organisationId, id);
  }
}
