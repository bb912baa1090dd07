import { Module } from '@nestjs/common';
import { HandOffsModule } from '../handoffs/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { AttachHeldVoices } from './attach-held-voices.js';
import { CorrectVoice } from './correct-voice.js';
import { EndReminder } from './end-reminder.js';
import { ExportVoices } from './export-voices.js';
import { HeardBeforeOf } from './heard-before.js';
import { ListHeldVoices } from './list-held-voices.js';
import { ListVoices } from './list-voices.js';
import { ListeningController } from './listening.controller.js';
import { RecordConsent } from './record-consent.js';
import { RecordFollowUp } from './record-follow-up.js';
import { RecordMoment } from './record-moment.js';
import { RecordOutcome } from './record-outcome.js';
import { RecordVoice } from './record-voice.js';
import { SetLightbulb } from './set-lightbulb.js';
import { SortVoice } from './sort-voice.js';
import { TakeVoice } from './take-voice.js';
import { WithdrawOutcome } from './withdraw-outcome.js';
import { WithdrawVoice } from './withdraw-voice.js';

const verbs = [
  AttachHeldVoices,
  CorrectVoice,
  EndReminder,
  ExportVoices,
  HeardBeforeOf,
  ListHeldVoices,
  ListVoices,
  RecordConsent,
  RecordFollowUp,
  RecordMoment,
  RecordOutcome,
  RecordVoice,
  SetLightbulb,
  SortVoice,
  TakeVoice,
  WithdrawOutcome,
  WithdrawVoice,
];

@Module({
  imports: [HandOffsModule, OrganisationsModule],
  controllers: [ListeningController],
  providers: verbs,
  exports: verbs,
})
export class ListeningModule {}
