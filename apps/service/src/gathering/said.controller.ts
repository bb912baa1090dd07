import {
  openSaidRequest,
  saidKept,
  saidOpened,
  sayRequest,
  type OpenSaidRequest,
  type SaidKept,
  type SaidOpened,
  type SayRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { writeOnce } from '../platform/write-once.js';
import { OpenSaid } from './open-said.js';
import { TakeSaid } from './take-said.js';

/** What somebody with a partner's or a stall's link can do: see the question, and add what was said. */
@Controller('said/v1')
export class SaidController {
  constructor(
    private readonly openSaid: OpenSaid,
    private readonly takeSaid: TakeSaid,
  ) {}

  /** The link comes in the body, so that it stands in no address and no log. */
  @Post('open')
  @HttpCode(200)
  @Entry('public')
  @ApiOkResponse({ standardSchema: saidOpened })
  async open(@Body({ schema: openSaidRequest }) body: OpenSaidRequest): Promise<SaidOpened> {
    return this.openSaid.run(body.link);
  }

  /** A 409 `choose-route` carries the hand-offs that the words suggest; nothing is kept before one was decided about. */
  @Post('words')
  @Entry('public')
  @ApiCreatedResponse({ standardSchema: saidKept })
  async say(
    @Body({ schema: sayRequest }) body: SayRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<SaidKept> {
    const { link: _, ...said } = body;
    return this.takeSaid.run(body, writeOnce(key, said));
  }
}
