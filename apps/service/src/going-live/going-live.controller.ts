import {
  goingLive,
  liveTeamRequest,
  showPromptsToRequest,
  throwSwitchRequest,
  type GoingLive,
  type LiveTeamRequest,
  type ShowPromptsToRequest,
  type ThrowSwitchRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { LiftSwitch } from './lift-switch.js';
import { SetLiveTeam } from './set-live-team.js';
import { ShowGoingLive } from './show-going-live.js';
import { ShowPromptsTo } from './show-prompts-to.js';
import { ThrowSwitch } from './throw-switch.js';

/** Going live by team, and stopping in a second. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class GoingLiveController {
  constructor(
    private readonly showGoingLive: ShowGoingLive,
    private readonly showPromptsTo: ShowPromptsTo,
    private readonly setLiveTeam: SetLiveTeam,
    private readonly throwSwitch: ThrowSwitch,
    private readonly liftSwitch: LiftSwitch,
  ) {}

  @Get('going-live')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: goingLive })
  async show(@CalledBy() caller: Caller): Promise<GoingLive> {
    return this.showGoingLive.run(caller.organisationId);
  }

  @Put('going-live')
  @Needs('off-switch.use')
  @ApiOkResponse({ standardSchema: goingLive })
  async showTo(
    @CalledBy() caller: Caller,
    @Body({ schema: showPromptsToRequest }) body: ShowPromptsToRequest,
  ): Promise<GoingLive> {
    return this.showPromptsTo.run(caller, body);
  }

  @Put('going-live/teams/:code')
  @Needs('off-switch.use')
  @ApiOkResponse({ standardSchema: goingLive })
  async team(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: liveTeamRequest }) body: LiveTeamRequest,
  ): Promise<GoingLive> {
    return this.setLiveTeam.run(caller, code, body);
  }

  @Post('off-switches')
  @Needs('off-switch.use')
  @ApiCreatedResponse({ standardSchema: goingLive })
  async off(
    @CalledBy() caller: Caller,
    @Body({ schema: throwSwitchRequest }) body: ThrowSwitchRequest,
  ): Promise<GoingLive> {
    return this.throwSwitch.run(caller, body);
  }

  @Post('off-switches/:id/lift')
  @HttpCode(200)
  @Needs('off-switch.use')
  @ApiOkResponse({ standardSchema: goingLive })
  async on(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<GoingLive> {
    return this.liftSwitch.run(caller, id);
  }
}
