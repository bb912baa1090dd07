import {
  askRequestShown,
  listOf,
  listQuery,
  refuseAskRequest,
  sendAskRequest,
  type AskRequestShown,
  type ListQuery,
  type RefuseAskRequest as Refusal,
  type SendAskRequest as Sent,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { ListAskRequests } from './list-ask-requests.js';
import { RefuseAskRequest } from './refuse-ask-request.js';
import { SendAskRequest } from './send-ask-request.js';

/** What teams would like residents to be asked. Somebody who leads makes an ask of it, or says why not. */
@Controller('api/v1/ask-requests')
@UseGuards(CallerGuard)
export class AskRequestsController {
  constructor(
    private readonly listAskRequests: ListAskRequests,
    private readonly sendRequest: SendAskRequest,
    private readonly refuseRequest: RefuseAskRequest,
  ) {}

  /** Everybody's for whoever may write asks; for all others their own. */
  @Get()
  @Needs('asks.request')
  @ApiOkResponse({ standardSchema: listOf(askRequestShown) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listAskRequests.run(caller, query.limit);
  }

  @Post()
  @Needs('asks.request')
  @ApiCreatedResponse({ standardSchema: askRequestShown })
  async send(
    @CalledBy() caller: Caller,
    @Body({ schema: sendAskRequest }) body: Sent,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<AskRequestShown> {
    return this.sendRequest.run(caller, body, writeOnce(key, body));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askRequestShown })
  async refuse(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: refuseAskRequest }) body: Refusal,
  ): Promise<AskRequestShown> {
    return this.refuseRequest.run(caller, id, body);
  }
}
