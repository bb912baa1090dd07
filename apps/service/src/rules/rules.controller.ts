import {
  listOf,
  listQuery,
  ruleChecked,
  ruleCheckRequest,
  ruleDraftRequest,
  rulePreview,
  ruleRetireRequest,
  ruleShown,
  ruleVersion,
  ruleVersionRequest,
  ruleVersionSummary,
  type ListQuery,
  type RuleCheckRequest,
  type RuleDraftRequest,
  type RuleRetireRequest,
  type RuleVersionRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { CheckRule } from './check-rule.js';
import { DraftRule } from './draft-rule.js';
import { ListRules } from './list-rules.js';
import { PreviewRule } from './preview-rule.js';
import { RetireRule } from './retire-rule.js';
import { ShowRule } from './show-rule.js';
import { SwitchOnRule } from './switch-on-rule.js';

@Controller('api/v1/rules')
@UseGuards(CallerGuard)
export class RulesController {
  constructor(
    private readonly listRules: ListRules,
    private readonly showRule: ShowRule,
    private readonly checkRule: CheckRule,
    private readonly draftRule: DraftRule,
    private readonly previewRule: PreviewRule,
    private readonly switchOnRule: SwitchOnRule,
    private readonly retireRule: RetireRule,
  ) {}

  @Get()
  @Needs('rules.read')
  @ApiOkResponse({ standardSchema: listOf(ruleVersionSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listRules.run(caller.organisationId, query.limit);
  }

  @Get(':code')
  @Needs('rules.read')
  @ApiOkResponse({ standardSchema: ruleShown })
  async show(@CalledBy() caller: Caller, @Param('code') code: string): Promise<object> {
    return this.showRule.run(caller.organisationId, code);
  }

  @Post('check')
  @Needs('rules.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ruleChecked })
  async check(@CalledBy() caller: Caller, @Body({ schema: ruleCheckRequest }) body: RuleCheckRequest): Promise<object> {
    return this.checkRule.run(caller.organisationId, body);
  }

  /** Answers 409 with the newest version under `current` when somebody saved another since. */
  @Post()
  @Needs('rules.change')
  @ApiCreatedResponse({ standardSchema: ruleVersion })
  async draft(@CalledBy() caller: Caller, @Body({ schema: ruleDraftRequest }) body: RuleDraftRequest): Promise<object> {
    return this.draftRule.run(caller.actor, caller.organisationId, body);
  }

  @Post(':code/preview')
  @Needs('rules.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rulePreview })
  async preview(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: ruleVersionRequest }) body: RuleVersionRequest,
  ): Promise<object> {
    return this.previewRule.run(caller.actor, caller.organisationId, code, body);
  }

  @Post(':code/on')
  @Needs('rules.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ruleVersion })
  async switchOn(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: ruleVersionRequest }) body: RuleVersionRequest,
  ): Promise<object> {
    return this.switchOnRule.run(caller.actor, caller.organisationId, code, body);
  }

  @Post(':code/retire')
  @Needs('rules.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ruleVersion })
  async retire(
    @CalledBy() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: ruleRetireRequest }) body: RuleRetireRequest,
  ): Promise<object> {
    return this.retireRule.run(caller.actor, caller.organisationId, code, body);
  }
}
