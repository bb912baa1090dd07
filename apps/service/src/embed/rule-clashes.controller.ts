import { ruleClashRequest, type RuleClashRequest } from '@doorstep/contracts/embed';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { Entry } from '../access/index.js';
import { SayRuleClash } from '../policy-reviews/index.js';
import { writeOnce } from '../platform/write-once.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What staff say of a rule, at a record that is not kept with it. */
@Controller('embed/v1/rule-clashes')
export class EmbedRuleClashesController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly sayRuleClash: SayRuleClash,
  ) {}

  @Post()
  @Entry('panel-session')
  @HttpCode(204)
  async say(
    @Body({ schema: ruleClashRequest }) body: RuleClashRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<void> {
    const staff = await this.checkSession.of(headers);
    await this.sayRuleClash.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }
}
