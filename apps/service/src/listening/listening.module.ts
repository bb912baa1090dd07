import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ListVoices } from './list-voices.js';
import { RecordMoment } from './record-moment.js';
import { RecordOutcome } from './record-outcome.js';
import { RecordVoice } from './record-voice.js';
import { WithdrawOutcome } from './withdraw-outcome.js';
import { ListeningController } from './listening.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ListeningController],
  providers: [ListVoices, RecordMoment, RecordOutcome, RecordVoice, WithdrawOutcome],
  exports: [ListVoices, RecordMoment, RecordOutcome, RecordVoice, WithdrawOutcome],
})
export class ListeningModule {}
