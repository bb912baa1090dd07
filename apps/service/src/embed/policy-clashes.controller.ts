import { policyClashRequest, type PolicyClashRequest } from '@doorstep/contracts/embed';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { Entry } from '../access/index.js';
import { SayPolicyClash } from '../policy-reviews/index.js';
import { writeOnce } from '../platform/write-once.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What staff say of a policy, at a record that is not kept with it. */
@Controller('embed/v1/policy-clashes')
export class EmbedPolicyClashesController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly sayPolicyClash: SayPolicyClash,
  ) {}

  @Post()
  @Entry('panel-session')
  @HttpCode(204)
  async say(
    @Body({ schema: policyClashRequest }) body: PolicyClashRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<void> {
    const staff = await this.checkSession.of(headers);
    await this.sayPolicyClash.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }
}
