import {
  changeSuppressionSettings,
  suppressionSettingsLevel,
  suppressionSettingsShown,
  type ChangeSuppressionSettings as SettingsChange,
  type SuppressionSettingsLevel,
  type SuppressionSettingsShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeSuppressionSettings } from './change-suppression-settings.js';
import { ShowSuppressionSettings } from './show-suppression-settings.js';

@Controller('api/v1/suppression-settings')
@UseGuards(CallerGuard)
export class SuppressionSettingsController {
  constructor(
    private readonly showSettings: ShowSuppressionSettings,
    private readonly changeSettings: ChangeSuppressionSettings,
  ) {}

  @Get()
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: suppressionSettingsShown })
  async show(@CalledBy() caller: Caller): Promise<SuppressionSettingsShown> {
    return this.showSettings.run(caller.organisationId);
  }

  @Put()
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: suppressionSettingsLevel })
  async change(
    @CalledBy() caller: Caller,
    @Body({ schema: changeSuppressionSettings }) body: SettingsChange,
  ): Promise<SuppressionSettingsLevel> {
    return this.changeSettings.run(caller.actor, caller.organisationId, body);
  }
}
