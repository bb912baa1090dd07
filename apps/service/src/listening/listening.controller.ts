import { listOf, listQuery, voiceSummary, type ListQuery } from '@doorstep/contracts/http';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiKeyGuard, CalledBy, type Caller } from '../platform/http/api-key.guard.js';
import { ListVoices } from './list-voices.js';

@Controller('api/v1/voices')
@UseGuards(ApiKeyGuard)
export class ListeningController {
  constructor(private readonly listVoices: ListVoices) {}

  @Get()
  @ApiOkResponse({ standardSchema: listOf(voiceSummary) })
  async voices(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listVoices.run(caller.actor, caller.organisationId, query.limit);
  }
}
