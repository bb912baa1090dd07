import {
  dismissPlannedWorksRequest,
  listOf,
  listQuery,
  plannedWorks,
  plannedWorksDismissed,
  type DismissPlannedWorksRequest,
  type ListQuery,
  type PlannedWorksDismissed,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { DismissPlannedWorks } from './dismiss-planned-works.js';
import { ListPlannedWorks } from './list-planned-works.js';

/** Works that the host plans, for whoever asks: to ask about before they are fixed, or to put aside. */
@Controller('api/v1/planned-works')
@UseGuards(CallerGuard)
export class PlannedWorksController {
  constructor(
    private readonly listPlannedWorks: ListPlannedWorks,
    private readonly dismissPlannedWorks: DismissPlannedWorks,
  ) {}

  @Get()
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: listOf(plannedWorks) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listPlannedWorks.run(caller, query.limit);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: plannedWorksDismissed })
  async dismiss(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: dismissPlannedWorksRequest }) body: DismissPlannedWorksRequest,
  ): Promise<PlannedWorksDismissed> {
    return this.dismissPlannedWorks.run(caller, id, body);
  }
}
