import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { CheckReplies } from './check-replies.js';
import { CheckReplyWords } from './check-reply-words.js';
import { GiveReply } from './give-reply.js';
import { JoinTopic } from './join-topic.js';
import { ListLetters } from './list-letters.js';
import { ListOwed } from './list-owed.js';
import { ListTellings } from './list-tellings.js';
import { ListTopics } from './list-topics.js';
import { MakeTopic } from './make-topic.js';
import { MarkPosted } from './mark-posted.js';
import { NoReplyWanted } from './no-reply-wanted.js';
import { OwnQuestion } from './own-question.js';
import { PreviewReply } from './preview-reply.js';
import { RaiseWhatWaits } from './raise-what-waits.js';
import { ReadBack } from './read-back.js';
import { RecordTelling } from './record-telling.js';
import { RemindTelling } from './remind-telling.js';
import { RepliesController } from './replies.controller.js';
import { SendTelling } from './send-telling.js';
import { ShowLetter } from './show-letter.js';
import { ShowTopic } from './show-topic.js';
import { TellVoices } from './tell-voices.js';

const verbs = [
  CheckReplies,
  CheckReplyWords,
  GiveReply,
  JoinTopic,
  ListLetters,
  ListOwed,
  ListTellings,
  ListTopics,
  MakeTopic,
  MarkPosted,
  NoReplyWanted,
  OwnQuestion,
  PreviewReply,
  RaiseWhatWaits,
  ReadBack,
  RecordTelling,
  RemindTelling,
  SendTelling,
  ShowLetter,
  ShowTopic,
  TellVoices,
];

@Module({
  imports: [OrganisationsModule, DeliveryModule],
  controllers: [RepliesController],
  providers: verbs,
  exports: verbs,
})
export class RepliesModule {}
