import {
  gatherLink,
  gatherLinkMade,
  gatherLinkRequest,
  heldSaid,
  listOf,
  listQuery,
  saidSettled,
  settleSaidRequest,
  type GatherLink,
  type GatherLinkMade,
  type GatherLinkRequest,
  type ListQuery,
  type SaidSettled,
  type SettleSaidRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { ListLinks } from './list-links.js';
import { ListSaid } from './list-said.js';
import { MakeLink } from './make-link.js';
import { SettleSaid } from './settle-said.js';
import { WithdrawLink } from './withdraw-link.js';

/** Links for partners and stalls, and what came in through them. */
@Controller('api/v1/gathering')
@UseGuards(CallerGuard)
export class GatheringController {
  constructor(
    private readonly makeLink: MakeLink,
    private readonly listLinks: ListLinks,
    private readonly withdrawLink: WithdrawLink,
    private readonly listSaid: ListSaid,
    private readonly settleSaid: SettleSaid,
  ) {}

  @Get('links')
  @Needs('links.manage')
  @ApiOkResponse({ standardSchema: listOf(gatherLink) })
  async links(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listLinks.run(caller, query.limit);
  }

  @Post('links')
  @Needs('links.manage')
  @ApiCreatedResponse({ standardSchema: gatherLinkMade })
  async make(
    @CalledBy() caller: Caller,
    @Body({ schema: gatherLinkRequest }) body: GatherLinkRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<GatherLinkMade> {
    return this.makeLink.run(caller, body, writeOnce(key, body));
  }

  @Post('links/:id/withdraw')
  @HttpCode(200)
  @Needs('links.manage')
  @ApiOkResponse({ standardSchema: gatherLink })
  async withdraw(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<GatherLink> {
    return this.withdrawLink.run(caller, id);
  }

  @Get('said')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(heldSaid) })
  async held(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listSaid.run(caller, query.limit);
  }

  @Post('said/:id/settle')
  @HttpCode(200)
  @Needs('visit-entries.settle')
  @ApiOkResponse({ standardSchema: saidSettled })
  async settle(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: settleSaidRequest }) body: SettleSaidRequest,
  ): Promise<SaidSettled> {
    return this.settleSaid.run(caller, id, body);
  }
}
