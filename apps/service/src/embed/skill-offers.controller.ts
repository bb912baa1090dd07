import { skillOffersView, skillOfferWrite, type SkillOfferWrite } from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { writeOnce } from '../platform/write-once.js';
import { RecordSkillOffer, ShowSkillOffers, WithdrawSkillOffer } from '../skill-offers/index.js';
import { CheckSession } from './check-session.js';
import type { PanelHeaders } from './panel-headers.js';

/** What the resident of the record could bring. */
@Controller('embed/v1/skill-offers')
export class EmbedSkillOffersController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly showOffers: ShowSkillOffers,
    private readonly recordOffer: RecordSkillOffer,
    private readonly withdrawOffer: WithdrawSkillOffer,
  ) {}

  @Get()
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: skillOffersView })
  async show(@Headers() headers: PanelHeaders): Promise<object> {
    return this.showOffers.run(await this.checkSession.of(headers));
  }

  @Post()
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: skillOffersView })
  async record(
    @Body({ schema: skillOfferWrite }) body: SkillOfferWrite,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    return this.recordOffer.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }

  @Post(':id/withdraw')
  @Entry('panel-session')
  @HttpCode(204)
  async withdraw(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.withdrawOffer.atRecord(await this.checkSession.of(headers), id);
  }
}
