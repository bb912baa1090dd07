import { heldQuery, heldRowSummary, listOf, type HeldQuery } from '@doorstep/contracts/http';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListHeld } from './list-held.js';

@Controller('api/v1/held')
@UseGuards(CallerGuard)
export class SyncController {
  constructor(private readonly listHeld: ListHeld) {}

  @Get()
  @Needs('held.read')
  @ApiOkResponse({ standardSchema: listOf(heldRowSummary) })
  async held(@CalledBy() caller: Caller, @Query({ schema: heldQuery }) query: HeldQuery): Promise<object> {
    const { limit, ...reason } = query;
    return this.listHeld.run(caller.organisationId, limit, reason);
  }
}
