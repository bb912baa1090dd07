import { explainQuery, explanation, type ExplainQuery, type Explanation } from '@doorstep/contracts/http';
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ExplainHousehold } from './explain-household.js';

@Controller('api/v1')
@UseGuards(CallerGuard)
export class ExplainController {
  constructor(private readonly explainHousehold: ExplainHousehold) {}

  @Get('people/:reference/decisions')
  @Needs('decisions.read')
  @ApiOkResponse({ standardSchema: explanation })
  async ofPerson(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('reference') reference: string,
    @Query({ schema: explainQuery }) query: ExplainQuery,
  ): Promise<Explanation> {
    return this.explainHousehold.run(actor, organisationId, { type: 'person', reference }, query);
  }

  @Get('tenancies/:reference/decisions')
  @Needs('decisions.read')
  @ApiOkResponse({ standardSchema: explanation })
  async ofTenancy(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('reference') reference: string,
    @Query({ schema: explainQuery }) query: ExplainQuery,
  ): Promise<Explanation> {
    return this.explainHousehold.run(actor, organisationId, { type: 'tenancy', reference }, query);
  }

  @Get('homes/:reference/decisions')
  @Needs('decisions.read')
  @ApiOkResponse({ standardSchema: explanation })
  async ofHome(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('reference') reference: string,
    @Query({ schema: explainQuery }) query: ExplainQuery,
  ): Promise<Explanation> {
    return this.explainHousehold.run(actor, organisationId, { type: 'home', reference }, query);
  }
}
