import {
  complaintChoiceReply,
  complaintChoiceRequest,
  handOffReply,
  handOffRequest,
  wordsMatched,
  wordsMatchRequest,
  type ComplaintChoiceRequest,
  type HandOffRequest,
  type WordsMatchRequest,
} from '@doorstep/contracts/embed';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { MatchWords, RaiseHandOff, RecordComplaintChoice } from '../handoffs/index.js';
import { writeOnce } from '../platform/write-once.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What is not engagement, from wherever staff notice it. */
@Controller('embed/v1')
export class EmbedHandOffsController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly matchWords: MatchWords,
    private readonly raiseHandOff: RaiseHandOff,
    private readonly recordComplaintChoice: RecordComplaintChoice,
  ) {}

  @Post('words/match')
  @Entry('panel-session')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: wordsMatched })
  async match(
    @Body({ schema: wordsMatchRequest }) body: WordsMatchRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const { organisationId } = await this.checkSession.of(headers);
    return this.matchWords.run(organisationId, body);
  }

  @Post('hand-offs')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: handOffReply })
  async handOff(
    @Body({ schema: handOffRequest }) body: HandOffRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    return this.raiseHandOff.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }

  @Post('complaint-choices')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: complaintChoiceReply })
  async complaint(
    @Body({ schema: complaintChoiceRequest }) body: ComplaintChoiceRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    return this.recordComplaintChoice.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }
}
