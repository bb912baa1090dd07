import { setUp, type SetUp } from '@doorstep/contracts/http';
import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ShowSetUp } from './show-set-up.js';
import { UseShippedQuestions } from './use-shipped-questions.js';

/** How far a landlord is with setting up. */
@Controller('admin/v1/set-up')
@UseGuards(CallerGuard)
export class SetUpController {
  constructor(
    private readonly showSetUp: ShowSetUp,
    private readonly useShippedQuestions: UseShippedQuestions,
  ) {}

  @Get()
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: setUp })
  async show(@CalledBy() caller: Caller): Promise<SetUp> {
    return this.showSetUp.run(caller.organisationId);
  }

  @Post('questions')
  @HttpCode(200)
  @Needs('rules.change')
  @ApiOkResponse({ standardSchema: setUp })
  async questions(@CalledBy() { actor, organisationId }: Caller): Promise<SetUp> {
    await this.useShippedQuestions.run(actor, organisationId);
    return this.showSetUp.run(organisationId);
  }
}
