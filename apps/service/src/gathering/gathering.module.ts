import { Module } from '@nestjs/common';
import { AsksModule } from '../asks/index.js';
import { HandOffsModule } from '../handoffs/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { AnswerWonder } from './answer-wonder.js';
import { EndStuck } from './end-stuck.js';
import { GatheringController } from './gathering.controller.js';
import { ListCards } from './list-cards.js';
import { ListLinks } from './list-links.js';
import { ListSaid } from './list-said.js';
import { ListStuck } from './list-stuck.js';
import { ListWonders } from './list-wonders.js';
import { MakeLink } from './make-link.js';
import { OpenSaid } from './open-said.js';
import { SaidPageController } from './said-page.controller.js';
import { SaidController } from './said.controller.js';
import { SayStuck } from './say-stuck.js';
import { SettleSaid } from './settle-said.js';
import { StartWonder } from './start-wonder.js';
import { TakeSaid } from './take-said.js';
import { WaysController } from './ways.controller.js';
import { WithdrawLink } from './withdraw-link.js';

@Module({
  imports: [AsksModule, HandOffsModule, OrganisationsModule],
  controllers: [GatheringController, WaysController, SaidController, SaidPageController],
  providers: [
    AnswerWonder,
    EndStuck,
    ListCards,
    ListLinks,
    ListSaid,
    ListStuck,
    ListWonders,
    MakeLink,
    OpenSaid,
    SayStuck,
    SettleSaid,
    StartWonder,
    TakeSaid,
    WithdrawLink,
  ],
})
export class GatheringModule {}
