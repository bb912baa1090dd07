import {
  changeMatching,
  matchingChanged,
  matchingShown,
  triedTenancy,
  tryRequest,
  type ChangeMatching as MatchingChange,
  type MatchingChanged,
  type MatchingShown,
  type TriedTenancy,
  type TryRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeMatching } from './change-matching.js';
import { ShowMatching } from './show-matching.js';
import { TryTenancy } from './try-tenancy.js';

const patienceMs = 120_000;

/** Matching a landlord's fields and values, and trying one tenancy with them. */
@Controller('admin/v1/connections')
@UseGuards(CallerGuard)
export class MatchingController {
  constructor(
    private readonly showMatching: ShowMatching,
    private readonly changeMatching: ChangeMatching,
    private readonly tryTenancy: TryTenancy,
  ) {}

  @Get(':name/matching')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: matchingShown })
  async matching(@CalledBy() { organisationId }: Caller, @Param('name') name: string): Promise<MatchingShown> {
    return this.showMatching.run(organisationId, name, AbortSignal.timeout(patienceMs));
  }

  @Put(':name/matching')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: matchingChanged })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Body({ schema: changeMatching }) body: MatchingChange,
  ): Promise<MatchingChanged> {
    return this.changeMatching.run(actor, organisationId, name, body);
  }

  @Post(':name/try')
  @HttpCode(200)
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: triedTenancy })
  async try(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Body({ schema: tryRequest }) body: TryRequest,
  ): Promise<TriedTenancy> {
    return this.tryTenancy.run(actor, organisationId, name, body, AbortSignal.timeout(patienceMs));
  }
}
