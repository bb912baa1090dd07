import {
  preferenceKept,
  preferenceWrite,
  preferencesView,
  wayToReachView,
  wayToReachWrite,
  type PreferenceWrite,
  type WayToReachWrite,
} from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import {
  EndPreference,
  ListPreferences,
  RecordWayToReach,
  SetPreference,
  ShowWayToReach,
} from '../preferences/index.js';
import { refuseOtherRecord } from '../records/index.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** How the resident of the record wants to be reached, and what their household wants to be told and asked. */
@Controller('embed/v1')
export class EmbedPreferencesController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly showWayToReach: ShowWayToReach,
    private readonly recordWayToReach: RecordWayToReach,
    private readonly listPreferences: ListPreferences,
    private readonly setPreference: SetPreference,
    private readonly endPreference: EndPreference,
  ) {}

  @Get('way-to-reach')
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: wayToReachView })
  async way(@Headers() headers: PanelHeaders): Promise<object> {
    return this.showWayToReach.run(await this.checkSession.of(headers));
  }

  @Post('way-to-reach')
  @Entry('panel-session')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: wayToReachView })
  async record(
    @Body({ schema: wayToReachWrite }) { record, ...said }: WayToReachWrite,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    refuseOtherRecord(staff, record);
    return this.recordWayToReach.run(staff, said);
  }

  @Get('preferences')
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: preferencesView })
  async list(@Headers() headers: PanelHeaders): Promise<object> {
    return this.listPreferences.run(await this.checkSession.of(headers));
  }

  @Post('preferences')
  @Entry('panel-session')
  @ApiCreatedResponse({ standardSchema: preferenceKept })
  async set(
    @Body({ schema: preferenceWrite }) { record, ...wish }: PreferenceWrite,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    refuseOtherRecord(staff, record);
    return this.setPreference.run(staff, wish);
  }

  @Post('preferences/:id/end')
  @Entry('panel-session')
  @HttpCode(204)
  async end(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.endPreference.run(await this.checkSession.of(headers), id);
  }
}
