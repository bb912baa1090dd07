import { heldRowSummary, listOf, listQuery, type ListQuery } from '@doorstep/contracts/http';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiKeyGuard, CalledBy, type Caller } from '../platform/http/api-key.guard.js';
import { ListHeld } from './list-held.js';

@Controller('api/v1/held')
@UseGuards(ApiKeyGuard)
export class SyncController {
  constructor(private readonly listHeld: ListHeld) {}

  @Get()
  @ApiOkResponse({ standardSchema: listOf(heldRowSummary) })
  async held(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listHeld.run(caller.organisationId, query.limit);
  }
}
