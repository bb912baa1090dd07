import { Module } from '@nestjs/common';
import { ListVoices } from './list-voices.js';
import { RecordOutcome } from './record-outcome.js';
import { RecordVoice } from './record-voice.js';
import { WithdrawOutcome } from './withdraw-outcome.js';

@Module({
  providers: [ListVoices, RecordOutcome, RecordVoice, WithdrawOutcome],
  exports: [ListVoices, RecordOutcome, RecordVoice, WithdrawOutcome],
})
export class ListeningModule {}
