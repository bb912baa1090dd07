import {
  involvementRecorded,
  involvementRequest,
  ledger,
  ledgerQuery,
  listOf,
  personLedger,
  recompenseChoice,
  recompenseGift,
  recompenseKept,
  recompenseOffer,
  recompensePreference,
  recompensePreferenceRequest,
  recompenseRefusal,
  recompenseRuleRequest,
  recompenseRuleShown,
  type InvolvementRequest,
  type LedgerQuery,
  type RecompenseChoice,
  type RecompenseGift,
  type RecompenseOffer,
  type RecompensePreferenceRequest,
  type RecompenseRefusal,
  type RecompenseRuleRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, Param, ParseUUIDPipe, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { ChooseRecompense } from './choose-recompense.js';
import { GiveRecompense } from './give-recompense.js';
import { ListRecompenseRules } from './list-recompense-rules.js';
import { OfferRecompense } from './offer-recompense.js';
import { RecordInvolvement } from './record-involvement.js';
import { RecordRecompensePreference } from './record-recompense-preference.js';
import { SetRecompenseRule } from './set-recompense-rule.js';
import { ShowLedger } from './show-ledger.js';
import { TurnDownRecompense } from './turn-down-recompense.js';

const key = 'idempotency-key';

@Controller('api/v1')
@UseGuards(CallerGuard)
export class RecompenseController {
  constructor(
    private readonly recordInvolvement: RecordInvolvement,
    private readonly offerRecompense: OfferRecompense,
    private readonly chooseRecompense: ChooseRecompense,
    private readonly giveRecompense: GiveRecompense,
    private readonly turnDownRecompense: TurnDownRecompense,
    private readonly recordPreference: RecordRecompensePreference,
    private readonly showLedger: ShowLedger,
    private readonly listRules: ListRecompenseRules,
    private readonly setRule: SetRecompenseRule,
  ) {}

  @Post('people/:reference/involvements')
  @Needs('recompense.give')
  @ApiCreatedResponse({ standardSchema: involvementRecorded })
  async involvement(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Body({ schema: involvementRequest }) body: InvolvementRequest,
    @Headers(key) once?: string,
  ): Promise<object> {
    return this.recordInvolvement.run({ ...caller, person }, body, writeOnce(once, { person, ...body }));
  }

  @Post('people/:reference/involvements/:id/offers')
  @Needs('recompense.give')
  @ApiCreatedResponse({ standardSchema: recompenseKept })
  async offer(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: recompenseOffer }) body: RecompenseOffer,
    @Headers(key) once?: string,
  ): Promise<object> {
    return this.offerRecompense.run({ ...caller, person }, id, body, writeOnce(once, { of: 'offer', id, ...body }));
  }

  @Post('people/:reference/involvements/:id/choices')
  @Needs('recompense.give')
  @ApiCreatedResponse({ standardSchema: recompenseKept })
  async choice(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: recompenseChoice }) body: RecompenseChoice,
    @Headers(key) once?: string,
  ): Promise<object> {
    return this.chooseRecompense.run({ ...caller, person }, id, body, writeOnce(once, { of: 'choice', id, ...body }));
  }

  @Post('people/:reference/involvements/:id/gifts')
  @Needs('recompense.give')
  @ApiCreatedResponse({ standardSchema: recompenseKept })
  async gift(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: recompenseGift }) body: RecompenseGift,
    @Headers(key) once?: string,
  ): Promise<object> {
    return this.giveRecompense.run({ ...caller, person }, id, body, writeOnce(once, { of: 'gift', id, ...body }));
  }

  @Post('people/:reference/involvements/:id/refusals')
  @Needs('recompense.give')
  @ApiCreatedResponse({ standardSchema: recompenseKept })
  async refusal(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: recompenseRefusal }) body: RecompenseRefusal,
    @Headers(key) once?: string,
  ): Promise<object> {
    return this.turnDownRecompense.run(
      { ...caller, person },
      id,
      body,
      writeOnce(once, { of: 'refusal', id, ...body }),
    );
  }

  @Get('people/:reference/recompense')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: personLedger })
  async ofPerson(@CalledBy() caller: Caller, @Param('reference') person: string): Promise<object> {
    return this.showLedger.ofPerson({ ...caller, person });
  }

  @Put('people/:reference/recompense-preference')
  @Needs('recompense.give')
  @ApiOkResponse({ standardSchema: recompensePreference })
  async preference(
    @CalledBy() caller: Caller,
    @Param('reference') person: string,
    @Body({ schema: recompensePreferenceRequest }) body: RecompensePreferenceRequest,
  ): Promise<object> {
    return this.recordPreference.run({ ...caller, person }, body);
  }

  @Get('recompense')
  @Needs('people.read')
  @ApiOkResponse({ standardSchema: ledger })
  async ledger(@CalledBy() caller: Caller, @Query({ schema: ledgerQuery }) query: LedgerQuery): Promise<object> {
    return this.showLedger.run(caller, query);
  }

  @Get('recompense-rules')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: listOf(recompenseRuleShown) })
  async rules(@CalledBy() caller: Caller): Promise<object> {
    return this.listRules.run(caller.organisationId);
  }

  @Post('recompense-rules')
  @Needs('settings.change')
  @ApiCreatedResponse({ standardSchema: recompenseRuleShown })
  async rule(
    @CalledBy() caller: Caller,
    @Body({ schema: recompenseRuleRequest }) body: RecompenseRuleRequest,
  ): Promise<object> {
    return this.setRule.run(caller, body);
  }
}
