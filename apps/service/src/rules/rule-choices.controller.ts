import { ruleChoices } from '@doorstep/contracts/http';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListRuleChoices } from './list-rule-choices.js';

@Controller('admin/v1/rule-choices')
@UseGuards(CallerGuard)
export class RuleChoicesController {
  constructor(private readonly listRuleChoices: ListRuleChoices) {}

  @Get()
  @Needs('rules.change')
  @ApiOkResponse({ standardSchema: ruleChoices })
  async list(@CalledBy() caller: Caller): Promise<object> {
    return this.listRuleChoices.run(caller.organisationId);
  }
}
