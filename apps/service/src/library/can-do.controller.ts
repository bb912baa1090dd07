import {
  canDoShown,
  changeCanDo,
  listOf,
  type CanDoShown,
  type ChangeCanDo as CanDoChange,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Param, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { ChangeCanDo } from './change-can-do.js';
import { ListCanDo } from './list-can-do.js';

/** What whoever asks can do about what they hear. */
@Controller('admin/v1/can-do')
@UseGuards(CallerGuard)
export class CanDoController {
  constructor(
    private readonly listCanDo: ListCanDo,
    private readonly changeCanDo: ChangeCanDo,
  ) {}

  @Get()
  @Needs('prompt-texts.read')
  @ApiOkResponse({ standardSchema: listOf(canDoShown) })
  async list(@CalledBy() { organisationId }: Caller): Promise<object> {
    return this.listCanDo.run(organisationId);
  }

  @Put(':role')
  @Needs('prompt-texts.change')
  @ApiOkResponse({ standardSchema: canDoShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('role') role: string,
    @Body({ schema: changeCanDo }) body: CanDoChange,
  ): Promise<CanDoShown> {
    return this.changeCanDo.run(actor, organisationId, role, body);
  }
}
