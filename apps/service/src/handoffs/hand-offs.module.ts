import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { AcknowledgeHandOff } from './acknowledge-hand-off.js';
import { AddRouteWords } from './add-route-words.js';
import { CheckHandOffs } from './check-hand-offs.js';
import { ClearSilence } from './clear-silence.js';
import { CloseHandOff } from './close-hand-off.js';
import { EndRouteWords } from './end-route-words.js';
import { HandOffRoutesController } from './hand-off-routes.controller.js';
import { HandOffsController } from './hand-offs.controller.js';
import { ListHandOffs } from './list-hand-offs.js';
import { ListRoutes } from './list-routes.js';
import { ListRouteWords } from './list-route-words.js';
import { MatchWords } from './match-words.js';
import { RaiseHandOff } from './raise-hand-off.js';
import { RecordComplaintChoice } from './record-complaint-choice.js';
import { RouteWords } from './route-words.js';
import { SendHandOffs } from './send-hand-offs.js';
import { SetRoute } from './set-route.js';
import { ShowHandOff } from './show-hand-off.js';

const verbs = [
  AcknowledgeHandOff,
  AddRouteWords,
  CheckHandOffs,
  ClearSilence,
  CloseHandOff,
  EndRouteWords,
  ListHandOffs,
  ListRoutes,
  ListRouteWords,
  MatchWords,
  RaiseHandOff,
  RecordComplaintChoice,
  RouteWords,
  SendHandOffs,
  SetRoute,
  ShowHandOff,
];

@Module({
  imports: [OrganisationsModule, DeliveryModule],
  controllers: [HandOffsController, HandOffRoutesController],
  providers: verbs,
  exports: verbs,
})
export class HandOffsModule {}
