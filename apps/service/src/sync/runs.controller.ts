import { Readable } from 'node:stream';
import {
  connectionRunning,
  emptyFieldRequest,
  fieldLeft,
  heldCell,
  heldReason,
  heldReasonRequest,
  heldRowsCounted,
  listOf,
  listQuery,
  runShown,
  setScheduleRequest,
  startRunRequest,
  unknownValue,
  vanishedField,
  type ConnectionRunning,
  type EmptyFieldRequest,
  type HeldReasonRequest,
  type ListQuery,
  type RunShown,
  type SetScheduleRequest,
  type StartRunRequest,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { RestConnection } from '../connections/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { ExportHeld } from './export-held.js';
import { GroupHeld } from './group-held.js';
import { LeaveOutHeld } from './leave-out-held.js';
import { ListFieldsLeft } from './list-fields-left.js';
import { ListHeld } from './list-held.js';
import { ListRuns } from './list-runs.js';
import { ListUnknownValues } from './list-unknown-values.js';
import { ListVanishedFields } from './list-vanished-fields.js';
import { RetryHeld } from './retry-held.js';
import { SetSchedule } from './set-schedule.js';
import { ShowRunning } from './show-running.js';
import { StartRun } from './start-run.js';
import { TreatAsEmpty } from './treat-as-empty.js';

/** Bringing data in: asked for, watched, paused, planned; and what could not be understood of it. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class RunsController {
  constructor(
    private readonly startRun: StartRun,
    private readonly showRunning: ShowRunning,
    private readonly restConnection: RestConnection,
    private readonly setSchedule: SetSchedule,
    private readonly listRuns: ListRuns,
    private readonly groupHeld: GroupHeld,
    private readonly leaveOutHeld: LeaveOutHeld,
    private readonly listFieldsLeft: ListFieldsLeft,
    private readonly treatAsEmpty: TreatAsEmpty,
    private readonly retryHeld: RetryHeld,
    private readonly listHeld: ListHeld,
    private readonly exportHeld: ExportHeld,
    private readonly listUnknownValues: ListUnknownValues,
    private readonly listVanishedFields: ListVanishedFields,
  ) {}

  @Get('connections/:name/running')
  @Needs('runs.read')
  @ApiOkResponse({ standardSchema: connectionRunning })
  async running(@CalledBy() caller: Caller, @Param('name') name: string): Promise<ConnectionRunning> {
    return this.showRunning.run(caller.organisationId, name);
  }

  @Post('connections/:name/runs')
  @HttpCode(202)
  @Needs('sync.run')
  @ApiAcceptedResponse({ standardSchema: connectionRunning })
  async start(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Body({ schema: startRunRequest }) body: StartRunRequest,
  ): Promise<ConnectionRunning> {
    await this.startRun.run(actor, organisationId, name, body);
    return this.showRunning.run(organisationId, name);
  }

  /** What is being read stops at its next page, and goes on from there. */
  @Post('connections/:name/runs/pause')
  @HttpCode(200)
  @Needs('sync.run')
  @ApiOkResponse({ standardSchema: connectionRunning })
  async pause(@CalledBy() { actor, organisationId }: Caller, @Param('name') name: string): Promise<ConnectionRunning> {
    await this.restConnection.run(actor, organisationId, name, true);
    return this.showRunning.run(organisationId, name);
  }

  @Put('connections/:name/schedule')
  @Needs('sync.run')
  @ApiOkResponse({ standardSchema: connectionRunning })
  async schedule(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Body({ schema: setScheduleRequest }) body: SetScheduleRequest,
  ): Promise<ConnectionRunning> {
    await this.setSchedule.run(actor, organisationId, name, body);
    return this.showRunning.run(organisationId, name);
  }

  @Get('runs')
  @Needs('runs.read')
  @ApiOkResponse({ standardSchema: listOf(runShown) })
  async runs(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listRuns.run(caller.organisationId, limit);
  }

  @Get('runs/:id')
  @Needs('runs.read')
  @ApiOkResponse({ standardSchema: runShown })
  async run(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<RunShown> {
    return this.listRuns.one(caller.organisationId, id);
  }

  @Get('held-reasons')
  @Needs('held.read')
  @ApiOkResponse({ standardSchema: listOf(heldReason) })
  async reasons(@CalledBy() caller: Caller): Promise<object> {
    return this.groupHeld.run(caller.organisationId);
  }

  @Post('held-reasons/leave-out')
  @HttpCode(200)
  @Needs('sync.run')
  @ApiOkResponse({ standardSchema: heldRowsCounted })
  async leaveOut(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: heldReasonRequest }) body: HeldReasonRequest,
  ): Promise<object> {
    return this.leaveOutHeld.run(actor, organisationId, body, true);
  }

  @Post('held-reasons/take-in')
  @HttpCode(200)
  @Needs('sync.run')
  @ApiOkResponse({ standardSchema: heldRowsCounted })
  async takeIn(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: heldReasonRequest }) body: HeldReasonRequest,
  ): Promise<object> {
    return this.leaveOutHeld.run(actor, organisationId, body, false);
  }

  /** Where the field cannot be understood it is empty from now on: the rest of the row comes in when it is read again. */
  @Post('held-reasons/treat-as-empty')
  @HttpCode(200)
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: heldRowsCounted })
  async empty(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: emptyFieldRequest }) body: EmptyFieldRequest,
  ): Promise<object> {
    return this.treatAsEmpty.run(actor, organisationId, body, true);
  }

  /** A field that cannot be understood holds its row again; what came in without it is looked at by the next full run. */
  @Post('held-reasons/hold-again')
  @HttpCode(200)
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: heldRowsCounted })
  async holdAgain(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: emptyFieldRequest }) body: EmptyFieldRequest,
  ): Promise<object> {
    return this.treatAsEmpty.run(actor, organisationId, body, false);
  }

  @Post('held-reasons/retry')
  @HttpCode(202)
  @Needs('sync.run')
  @ApiAcceptedResponse({ standardSchema: heldRowsCounted })
  async retry(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: heldReasonRequest }) body: HeldReasonRequest,
  ): Promise<object> {
    return this.retryHeld.run(actor, organisationId, body);
  }

  /** The cell that each row of a reason is held for, as it was sent. Looking is in the audit. */
  @Get('held-cells')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: listOf(heldCell) })
  async cells(
    @CalledBy() { actor, organisationId }: Caller,
    @Query({ schema: heldReasonRequest }) reason: HeldReasonRequest,
  ): Promise<object> {
    return this.listHeld.runWithCells(actor, organisationId, reason);
  }

  @Get('held.csv')
  @Needs('held.read')
  @ApiProduces('text/csv')
  @Header('content-disposition', 'attachment; filename="held.csv"')
  async held(@CalledBy() { actor, organisationId }: Caller): Promise<StreamableFile> {
    const csv = await this.exportHeld.run(actor, organisationId);
    return new StreamableFile(Readable.from(csv), { type: 'text/csv; charset=utf-8' });
  }

  @Get('unknown-values')
  @Needs('held.read')
  @ApiOkResponse({ standardSchema: listOf(unknownValue) })
  async unknown(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listUnknownValues.run(caller.organisationId, limit);
  }

  @Get('vanished-fields')
  @Needs('held.read')
  @ApiOkResponse({ standardSchema: listOf(vanishedField) })
  async vanished(@CalledBy() caller: Caller): Promise<object> {
    return this.listVanishedFields.run(caller.organisationId);
  }

  @Get('fields-left')
  @Needs('held.read')
  @ApiOkResponse({ standardSchema: listOf(fieldLeft) })
  async left(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listFieldsLeft.run(caller.organisationId, limit);
  }
}
