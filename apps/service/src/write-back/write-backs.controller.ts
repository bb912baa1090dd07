import { listOf, listQuery, writeBackSummary, type ListQuery } from '@doorstep/contracts/http';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListWriteBacks } from './list-write-backs.js';
import { RetryWriteBack } from './retry-write-back.js';

@Controller('api/v1/write-backs')
@UseGuards(CallerGuard)
export class WriteBacksController {
  constructor(
    private readonly listWriteBacks: ListWriteBacks,
    private readonly retryWriteBack: RetryWriteBack,
  ) {}

  @Get()
  @Needs('write-backs.read')
  @ApiOkResponse({ standardSchema: listOf(writeBackSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listWriteBacks.run(caller, query.limit);
  }

  @Post(':id/retry')
  @Needs('write-backs.redo')
  @HttpCode(204)
  async retry(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.retryWriteBack.run(caller, id);
  }
}
