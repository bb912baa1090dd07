import {
  listOf,
  preferenceRequest,
  preferenceSet,
  preferenceSummary,
  wayToReachRequest,
  wayToReachShown,
  type PreferenceRequest,
  type WayToReachRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { EndPreference } from './end-preference.js';
import { ListPreferences } from './list-preferences.js';
import { RecordWayToReach } from './record-way-to-reach.js';
import { SetPreference } from './set-preference.js';
import { ShowWayToReach } from './show-way-to-reach.js';

@Controller('api/v1/people/:reference')
@UseGuards(CallerGuard)
export class PreferencesController {
  constructor(
    private readonly recordWayToReach: RecordWayToReach,
    private readonly showWayToReach: ShowWayToReach,
    private readonly listPreferences: ListPreferences,
    private readonly setPreference: SetPreference,
    private readonly endPreference: EndPreference,
  ) {}

  @Get('ways-to-reach')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: wayToReachShown })
  async way(@CalledBy() caller: Caller, @Param('reference') person: string): Promise<object> {
    return this.showWayToReach.run({ ...caller, person });
  }

  @Put('ways-to-reach')
  @Needs('preferences.write')
  @ApiOkResponse({ standardSchema: wayToReachShown })
  async record(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Body({ schema: wayToReachRequest }) body: WayToReachRequest,
  ): Promise<object> {
    return this.recordWayToReach.run({ ...caller, person }, body);
  }

  @Get('preferences')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: listOf(preferenceSummary) })
  async list(@CalledBy() caller: Caller, @Param('reference') person: string): Promise<object> {
    return this.listPreferences.run({ ...caller, person });
  }

  @Post('preferences')
  @Needs('preferences.write')
  @ApiCreatedResponse({ standardSchema: preferenceSet })
  async set(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Body({ schema: preferenceRequest }) body: PreferenceRequest,
  ): Promise<object> {
    return this.setPreference.run({ ...caller, person }, body);
  }

  @Delete('preferences/:id')
  @Needs('preferences.write')
  @HttpCode(204)
  async end(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.endPreference.run({ ...caller, person }, id);
  }
}
