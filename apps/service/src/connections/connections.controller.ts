import { connectionSummary, listOf } from '@doorstep/contracts/http';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiKeyGuard, CalledBy, type Caller } from '../platform/http/api-key.guard.js';
import { ListConnections } from './list-connections.js';

@Controller('api/v1/connections')
@UseGuards(ApiKeyGuard)
export class ConnectionsController {
  constructor(private readonly listConnections: ListConnections) {}

  @Get()
  @ApiOkResponse({ standardSchema: listOf(connectionSummary) })
  async connections(@CalledBy() caller: Caller): Promise<object> {
    const items = await this.listConnections.run(caller.organisationId);
    return { items, total: items.length };
  }
}
