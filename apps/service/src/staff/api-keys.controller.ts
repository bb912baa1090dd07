import {
  addApiKey,
  apiKeyAdded,
  apiKeyShown,
  listOf,
  type AddApiKeyRequest,
  type ApiKeyAdded,
  type ApiKeyShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { AddApiKey, ListApiKeys, RevokeApiKey } from '../organisations/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';

/** The keys that a landlord's own systems come with. */
@Controller('admin/v1/api-keys')
@UseGuards(CallerGuard)
export class ApiKeysController {
  constructor(
    private readonly listApiKeys: ListApiKeys,
    private readonly addApiKey: AddApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Get()
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: listOf(apiKeyShown) })
  async list(@CalledBy() { organisationId }: Caller): Promise<{ items: ApiKeyShown[]; total: number }> {
    return this.listApiKeys.run(organisationId);
  }

  @Post()
  @Needs('access.manage')
  @ApiCreatedResponse({ standardSchema: apiKeyAdded })
  async add(
    @CalledBy() { actor, organisationId }: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: addApiKey }) body: AddApiKeyRequest,
  ): Promise<ApiKeyAdded> {
    return this.addApiKey.once(actor, organisationId, key, body);
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @Needs('access.manage')
  async revoke(@CalledBy() { actor, organisationId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.revokeApiKey.run(actor, organisationId, id);
  }
}
