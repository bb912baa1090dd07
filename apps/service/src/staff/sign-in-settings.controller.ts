import {
  changeSignInSettings,
  signInSettings,
  signInSettingsShown,
  type ChangeSignInSettings as SettingsChange,
  type SignInSettings,
  type SignInSettingsShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Put, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { PublicOrigin } from '../platform/http/public-origin.js';
import { ChangeSignInSettings } from './change-sign-in-settings.js';
import { ShowSignInSettings } from './show-sign-in-settings.js';

@Controller('admin/v1/sign-in-settings')
@UseGuards(CallerGuard)
export class SignInSettingsController {
  constructor(
    private readonly origin: PublicOrigin,
    private readonly showSettings: ShowSignInSettings,
    private readonly changeSettings: ChangeSignInSettings,
  ) {}

  @Get()
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: signInSettingsShown })
  async show(@CalledBy() caller: Caller, @Req() request: FastifyRequest): Promise<SignInSettingsShown> {
    return this.showSettings.run(caller.organisationId, this.origin.of(request));
  }

  @Put()
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: signInSettings })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Req() request: FastifyRequest,
    @Body({ schema: changeSignInSettings }) body: SettingsChange,
  ): Promise<SignInSettings> {
    return this.changeSettings.run(actor, organisationId, this.origin.of(request), body);
  }
}
