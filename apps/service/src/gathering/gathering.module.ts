import { Module } from '@nestjs/common';
import { AsksModule } from '../asks/index.js';
import { HandOffsModule } from '../handoffs/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { GatheringController } from './gathering.controller.js';
import { ListLinks } from './list-links.js';
import { ListSaid } from './list-said.js';
import { MakeLink } from './make-link.js';
import { OpenSaid } from './open-said.js';
import { SaidPageController } from './said-page.controller.js';
import { SaidController } from './said.controller.js';
import { SettleSaid } from './settle-said.js';
import { TakeSaid } from './take-said.js';
import { WithdrawLink } from './withdraw-link.js';

@Module({
  imports: [AsksModule, HandOffsModule, OrganisationsModule],
  controllers: [GatheringController, SaidController, SaidPageController],
  providers: [ListLinks, ListSaid, MakeLink, OpenSaid, SettleSaid, TakeSaid, WithdrawLink],
})
export class GatheringModule {}
