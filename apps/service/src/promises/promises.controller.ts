import {
  addActionRequest,
  changePromiseRequest,
  endPromiseRequest,
  makePromiseRequest,
  orderPromisesRequest,
  promiseChecksShown,
  promiseSettings,
  promiseSettingsRequest,
  promiseShown,
  promisesShown,
  settleActionRequest,
  type AddActionRequest,
  type ChangePromiseRequest,
  type EndPromiseRequest,
  type MakePromiseRequest,
  type OrderPromisesRequest,
  type PromiseChecksShown,
  type PromiseSettings,
  type PromiseSettingsRequest,
  type PromiseShown,
  type PromisesShown,
  type SettleActionRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AddAction } from './add-action.js';
import { ChangePromiseSettings } from './change-promise-settings.js';
import { ChangePromise } from './change-promise.js';
import { EndPromise } from './end-promise.js';
import { ListPromises } from './list-promises.js';
import { MakePromise } from './make-promise.js';
import { OrderPromises } from './order-promises.js';
import { SettleAction } from './settle-action.js';
import { ShowPromiseChecks } from './show-promise-checks.js';

/** What the landlord promised, in residents' words and order, and what became of it. */
@Controller('api/v1/promises')
@UseGuards(CallerGuard)
export class PromisesController {
  constructor(
    private readonly listPromises: ListPromises,
    private readonly makePromise: MakePromise,
    private readonly orderPromises: OrderPromises,
    private readonly changePromiseSettings: ChangePromiseSettings,
    private readonly showPromiseChecks: ShowPromiseChecks,
    private readonly changePromise: ChangePromise,
    private readonly endPromise: EndPromise,
    private readonly addAction: AddAction,
    private readonly settleAction: SettleAction,
  ) {}

  @Get()
  @Needs('promises.read')
  @ApiOkResponse({ standardSchema: promisesShown })
  async list(@CalledBy() caller: Caller): Promise<PromisesShown> {
    return this.listPromises.run(caller);
  }

  @Post()
  @Needs('promises.change')
  @ApiCreatedResponse({ standardSchema: promiseShown })
  async make(
    @CalledBy() caller: Caller,
    @Body({ schema: makePromiseRequest }) body: MakePromiseRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<PromiseShown> {
    return this.makePromise.run(caller, body, writeOnce(key, body));
  }

  /** Answers 409 with the order as it is under `current` when it changed since. */
  @Put('order')
  @Needs('promises.change')
  @ApiOkResponse({ standardSchema: promisesShown })
  async order(
    @CalledBy() caller: Caller,
    @Body({ schema: orderPromisesRequest }) body: OrderPromisesRequest,
  ): Promise<PromisesShown> {
    return this.orderPromises.run(caller, body);
  }

  @Put('settings')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: promiseSettings })
  async settings(
    @CalledBy() caller: Caller,
    @Body({ schema: promiseSettingsRequest }) body: PromiseSettingsRequest,
  ): Promise<PromiseSettings> {
    return this.changePromiseSettings.run(caller, body);
  }

  @Get('checks')
  @Needs('promises.read')
  @ApiOkResponse({ standardSchema: promiseChecksShown })
  async checks(@CalledBy() caller: Caller): Promise<PromiseChecksShown> {
    return this.showPromiseChecks.run(caller);
  }

  @Get(':id')
  @Needs('promises.read')
  @ApiOkResponse({ standardSchema: promiseShown })
  async show(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<PromiseShown> {
    return this.listPromises.one(caller, id);
  }

  /** Answers 409 with the promise as it is under `current` when somebody changed it since. */
  @Put(':id')
  @Needs('promises.change')
  @ApiOkResponse({ standardSchema: promiseShown })
  async change(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: changePromiseRequest }) body: ChangePromiseRequest,
  ): Promise<PromiseShown> {
    return this.changePromise.run(caller, id, body);
  }

  @Post(':id/end')
  @HttpCode(200)
  @Needs('promises.change')
  @ApiOkResponse({ standardSchema: promiseShown })
  async end(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: endPromiseRequest }) body: EndPromiseRequest,
  ): Promise<PromiseShown> {
    return this.endPromise.run(caller, id, body);
  }

  @Post(':id/actions')
  @Needs('promises.change')
  @ApiCreatedResponse({ standardSchema: promiseShown })
  async act(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: addActionRequest }) body: AddActionRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<PromiseShown> {
    return this.addAction.run(caller, id, body, writeOnce(key, { id, ...body }));
  }

  @Post(':id/actions/:action/settle')
  @HttpCode(200)
  @Needs('promises.change')
  @ApiOkResponse({ standardSchema: promiseShown })
  async settle(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('action', ParseUUIDPipe) action: string,
    @Body({ schema: settleActionRequest }) body: SettleActionRequest,
  ): Promise<PromiseShown> {
    return this.settleAction.run(caller, id, action, body);
  }
}
