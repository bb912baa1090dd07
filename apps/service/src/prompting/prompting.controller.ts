import { decisionSummary, listOf, listQuery, promptSummary, type ListQuery } from '@doorstep/contracts/http';
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';

@Controller('api/v1')
@UseGuards(CallerGuard)
export class PromptingController {
  constructor(
    private readonly listDecisions: ListDecisions,
    private readonly listPrompts: ListPrompts,
  ) {}

  @Get('decisions')
  @Needs('decisions.read')
  @ApiOkResponse({ standardSchema: listOf(decisionSummary) })
  async decisions(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listDecisions.run(caller.organisationId, query.limit);
  }

  @Get('people/:reference/prompts')
  @Needs('prompts.read')
  @ApiOkResponse({ standardSchema: listOf(promptSummary) })
  async prompts(
    @CalledBy() caller: Caller,
    @Param('reference') reference: string,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<object> {
    return this.listPrompts.run(caller.organisationId, reference, query.limit);
  }
}
