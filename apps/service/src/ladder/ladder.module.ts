import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { AnswerLadderStep } from './answer-ladder-step.js';
import { LadderController } from './ladder.controller.js';
import { ListLadders } from './list-ladders.js';
import { NextLadderStep } from './next-ladder-step.js';
import { ShowLadder } from './show-ladder.js';
import { StartLadder } from './start-ladder.js';

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [LadderController],
  providers: [AnswerLadderStep, ListLadders, NextLadderStep, ShowLadder, StartLadder],
  exports: [AnswerLadderStep, ListLadders, NextLadderStep, ShowLadder, StartLadder],
})
export class LadderModule {}
