import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChooseRecompense } from './choose-recompense.js';
import { GiveRecompense } from './give-recompense.js';
import { ListRecompenseRules } from './list-recompense-rules.js';
import { OfferRecompense } from './offer-recompense.js';
import { RecompenseController } from './recompense.controller.js';
import { RecordInvolvement } from './record-involvement.js';
import { RecordRecompensePreference } from './record-recompense-preference.js';
import { ReviewRecompense } from './review-recompense.js';
import { SetRecompenseRule } from './set-recompense-rule.js';
import { ShowLedger } from './show-ledger.js';
import { ShowWhatTheyGet } from './show-what-they-get.js';
import { TurnDownRecompense } from './turn-down-recompense.js';

const verbs = [
  ChooseRecompense,
  GiveRecompense,
  ListRecompenseRules,
  OfferRecompense,
  RecordInvolvement,
  RecordRecompensePreference,
  ReviewRecompense,
  SetRecompenseRule,
  ShowLedger,
  ShowWhatTheyGet,
  TurnDownRecompense,
];

@Module({
  imports: [OrganisationsModule],
  controllers: [RecompenseController],
  providers: verbs,
  exports: verbs,
})
export class RecompenseModule {}
