import {
  readBackReply,
  sendTellingRequest,
  tellingReply,
  tellingRequest,
  type SendTellingRequest,
  type TellingRequest,
} from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { LeaveAsk } from '../asks/index.js';
import { writeOnce } from '../platform/write-once.js';

import { NoReplyWanted, ReadBack, RecordTelling, SendTelling } from '../replies/index.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** The answers that staff bring, and what a resident wants of them. */
@Controller('embed/v1')
export class EmbedRepliesController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly readBack: ReadBack,
    private readonly noReplyWanted: NoReplyWanted,
    private readonly leaveAsk: LeaveAsk,
    private readonly recordTelling: RecordTelling,
    private readonly sendTelling: SendTelling,
  ) {}

  @Get('voices/:id/read-back')
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: readBackReply })
  async back(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<object> {
    return this.readBack.run(await this.checkSession.of(headers), id);
  }

  @Post('voices/:id/no-reply-wanted')
  @Entry('panel-session')
  @HttpCode(204)
  async noReply(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.noReplyWanted.run(await this.checkSession.of(headers), id);
  }

  @Post('voices/:id/leave-ask')
  @Entry('panel-session')
  @HttpCode(204)
  async leave(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    const { staff } = await this.checkSession.atOwnHome(headers);
    await this.leaveAsk.run(staff, id, writeOnce(headers['idempotency-key'], { left: id }));
  }

  @Post('tellings/:id')
  @Entry('panel-session')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: tellingReply })
  async tell(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: tellingRequest }) body: TellingRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    return this.recordTelling.run(await this.checkSession.of(headers), id, body);
  }
  @Post('tellings/:id/send')
  @Entry('panel-session')
  @HttpCode(204)
  async send(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: sendTellingRequest }) body: SendTellingRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<void> {
    await this.sendTelling.run(await this.checkSession.of(headers), id, body.way);
  }
}
