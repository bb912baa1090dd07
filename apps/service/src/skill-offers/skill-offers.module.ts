import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChangeSkillMonths } from './change-skill-months.js';
import { FindSkillOffers } from './find-skill-offers.js';
import { LetSkillOffersGo } from './let-skill-offers-go.js';
import { RecordSkillOffer } from './record-skill-offer.js';
import { ShowSkillOffers } from './show-skill-offers.js';
import { SkillOffersController } from './skill-offers.controller.js';
import { WithdrawSkillOffer } from './withdraw-skill-offer.js';

const verbs = [
  ChangeSkillMonths,
  FindSkillOffers,
  LetSkillOffersGo,
  RecordSkillOffer,
  ShowSkillOffers,
  WithdrawSkillOffer,
];

@Module({ imports: [OrganisationsModule], controllers: [SkillOffersController], providers: verbs, exports: verbs })
export class SkillOffersModule {}
