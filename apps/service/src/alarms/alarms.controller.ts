import {
  alarmSeenRequest,
  alarmsQuery,
  alarmSummary,
  listOf,
  type AlarmSeenRequest,
  type AlarmsQuery,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListAlarms } from './list-alarms.js';
import { SeeAlarm } from './see-alarm.js';

@Controller('api/v1/alarms')
@UseGuards(CallerGuard)
export class AlarmsController {
  constructor(
    private readonly listAlarms: ListAlarms,
    private readonly seeAlarm: SeeAlarm,
  ) {}

  @Get()
  @Needs('alarms.read')
  @ApiOkResponse({ standardSchema: listOf(alarmSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: alarmsQuery }) query: AlarmsQuery): Promise<object> {
    return this.listAlarms.run(caller.organisationId, query.limit, query.unseen);
  }

  @Post(':id/seen')
  @Needs('alarms.see')
  @HttpCode(204)
  async seen(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: alarmSeenRequest }) body: AlarmSeenRequest,
  ): Promise<void> {
    await this.seeAlarm.run(caller.actor, caller.organisationId, id, body);
  }
}
