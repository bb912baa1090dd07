import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { AnswerPrinciples } from './answer-principles.js';
import { AskRequestsController } from './ask-requests.controller.js';
import { AsksController } from './asks.controller.js';
import { ChangeAsk } from './change-ask.js';
import { CloseAsk } from './close-ask.js';
import { DecideAsk } from './decide-ask.js';
import { DismissPlannedWorks } from './dismiss-planned-works.js';
import { DraftAsk } from './draft-ask.js';
import { FindHouseholds } from './find-households.js';
import { KeepVoicesNeeded } from './keep-voices-needed.js';
import { LeaveAsk } from './leave-ask.js';
import { ListAskRequests } from './list-ask-requests.js';
import { ListAsks } from './list-asks.js';
import { ListBarriers } from './list-barriers.js';
import { ListPlannedWorks } from './list-planned-works.js';
import { OpenAsk } from './open-ask.js';
import { PlannedWorksController } from './planned-works.controller.js';
import { IntroduceNeighbours } from './introduce-neighbours.js';
import { RecordAskEvent } from './record-ask-event.js';
import { RecordBarrier } from './record-barrier.js';
import { RefuseAskRequest } from './refuse-ask-request.js';
import { ReopenAsk } from './reopen-ask.js';
import { SendAskRequest } from './send-ask-request.js';
import { ShareOptions } from './share-options.js';
import { ShowAsk } from './show-ask.js';
import { ShowRollCall } from './show-roll-call.js';
import { ShowVoicesNeeded } from './show-voices-needed.js';
import { TieWarning } from './tie-warning.js';

const verbs = [
  AnswerPrinciples,
  ChangeAsk,
  CloseAsk,
  DecideAsk,
  DismissPlannedWorks,
  DraftAsk,
  FindHouseholds,
  KeepVoicesNeeded,
  LeaveAsk,
  ListAskRequests,
  ListAsks,
  ListBarriers,
  ListPlannedWorks,
  OpenAsk,
  IntroduceNeighbours,
  RecordAskEvent,
  RecordBarrier,
  RefuseAskRequest,
  ReopenAsk,
  SendAskRequest,
  ShareOptions,
  ShowAsk,
  ShowRollCall,
  ShowVoicesNeeded,
  TieWarning,
];

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [AsksController, AskRequestsController, PlannedWorksController],
  providers: verbs,
  exports: verbs,
})
export class AsksModule {}
