import { listOf, listQuery, taskSummary, type ListQuery } from '@doorstep/contracts/http';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { FinishTask } from './finish-task.js';
import { ListTasks } from './list-tasks.js';

@Controller('api/v1/tasks')
@UseGuards(CallerGuard)
export class TasksController {
  constructor(
    private readonly listTasks: ListTasks,
    private readonly finishTask: FinishTask,
  ) {}

  @Get()
  @Needs('tasks.read')
  @ApiOkResponse({ standardSchema: listOf(taskSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listTasks.run(caller, query.limit);
  }

  @Post(':id/done')
  @Needs('tasks.do')
  @HttpCode(204)
  async done(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.finishTask.run(caller, id);
  }
}
