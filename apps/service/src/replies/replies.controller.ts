import {
  checkReplyRequest,
  giveReplyRequest,
  joinTopicRequest,
  letterQuery,
  lettersQuery,
  letterToPost,
  listOf,
  madeTopic,
  makeTopicRequest,
  owedList,
  owedQuery,
  ownQuestionRequest,
  previewReplyRequest,
  readBack,
  replyChecked,
  replyGiven,
  replyPreview,
  tellingsQuery,
  tellingSummary,
  topicShown,
  topicsQuery,
  topicSummary,
  type CheckReplyRequest,
  type GiveReplyRequest,
  type JoinTopicRequest,
  type LetterQuery,
  type LettersQuery,
  type MakeTopicRequest,
  type OwedQuery,
  type OwnQuestionRequest,
  type PreviewReplyRequest,
  type TellingsQuery,
  type TopicsQuery,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { PublicOrigin } from '../platform/http/public-origin.js';
import { writeOnce } from '../platform/write-once.js';
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
import { ReadBack } from './read-back.js';
import { RemindTelling } from './remind-telling.js';
import { ShowLetter } from './show-letter.js';
import { ShowTopic } from './show-topic.js';
import { letterPolicy } from './telling-html.js';

@Controller('api/v1')
@UseGuards(CallerGuard)
export class RepliesController {
  constructor(
    private readonly makeTopic: MakeTopic,
    private readonly listTopics: ListTopics,
    private readonly showTopic: ShowTopic,
    private readonly joinTopic: JoinTopic,
    private readonly giveReply: GiveReply,
    private readonly checkReplyWords: CheckReplyWords,
    private readonly previewReply: PreviewReply,
    private readonly listLetters: ListLetters,
    private readonly listTellings: ListTellings,
    private readonly showLetter: ShowLetter,
    private readonly origin: PublicOrigin,
    private readonly markPosted: MarkPosted,
    private readonly remindTelling: RemindTelling,
    private readonly listOwed: ListOwed,
    private readonly ownQuestion: OwnQuestion,
    private readonly noReplyWanted: NoReplyWanted,
    private readonly readBack: ReadBack,
  ) {}

  @Get('topics')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(topicSummary) })
  async topics(@CalledBy() caller: Caller, @Query({ schema: topicsQuery }) query: TopicsQuery): Promise<object> {
    return this.listTopics.run(caller, query);
  }

  @Post('topics')
  @Needs('voices.sort')
  @ApiCreatedResponse({ standardSchema: madeTopic })
  async make(@CalledBy() caller: Caller, @Body({ schema: makeTopicRequest }) body: MakeTopicRequest): Promise<object> {
    return this.makeTopic.run(caller, body);
  }

  @Get('topics/:id')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: topicShown })
  async topic(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.showTopic.run(caller, id);
  }

  @Post('topics/:id/voices')
  @Needs('voices.sort')
  @HttpCode(204)
  async join(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: joinTopicRequest }) body: JoinTopicRequest,
  ): Promise<void> {
    await this.joinTopic.run(caller, id, body);
  }

  @Post('replies')
  @Needs('replies.give')
  @ApiCreatedResponse({ standardSchema: replyGiven })
  async give(
    @CalledBy() caller: Caller,
    @Body({ schema: giveReplyRequest }) body: GiveReplyRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<object> {
    return this.giveReply.run(caller, body, writeOnce(key, body));
  }

  @Post('replies/check')
  @Needs('replies.give')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: replyChecked })
  check(@CalledBy() caller: Caller, @Body({ schema: checkReplyRequest }) body: CheckReplyRequest): object {
    return this.checkReplyWords.run(caller, body);
  }

  @Post('replies/preview')
  @Needs('replies.give')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: replyPreview })
  async preview(
    @CalledBy() caller: Caller,
    @Body({ schema: previewReplyRequest }) body: PreviewReplyRequest,
  ): Promise<object> {
    return this.previewReply.run(caller, body);
  }

  @Get('letters')
  @Needs('replies.give')
  @ApiOkResponse({ standardSchema: listOf(letterToPost) })
  async letters(@CalledBy() caller: Caller, @Query({ schema: lettersQuery }) query: LettersQuery): Promise<object> {
    return this.listLetters.run(caller, query);
  }

  @Get('tellings')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(tellingSummary) })
  async tellings(@CalledBy() caller: Caller, @Query({ schema: tellingsQuery }) query: TellingsQuery): Promise<object> {
    return this.listTellings.run(caller, query);
  }

  @Get('tellings/:id/letter')
  @Needs('replies.give')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', letterPolicy)
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'no-store')
  async letter(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query({ schema: letterQuery }) query: LetterQuery,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return this.showLetter.run(caller, id, query, this.origin.of(request));
  }

  @Post('tellings/:id/posted')
  @Needs('replies.give')
  @HttpCode(204)
  async posted(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.markPosted.run(caller, id);
  }

  @Post('tellings/:id/remind')
  @Needs('replies.give')
  @HttpCode(200)
  async remind(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.remindTelling.run(caller, id);
  }

  @Get('owed')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: owedList })
  async owed(@CalledBy() caller: Caller, @Query({ schema: owedQuery }) query: OwedQuery): Promise<object> {
    return this.listOwed.run(caller, query);
  }

  @Put('owed/:voiceId')
  @Needs('voices.sort')
  @HttpCode(204)
  async own(
    @CalledBy() caller: Caller,
    @Param('voiceId', ParseUUIDPipe) voiceId: string,
    @Body({ schema: ownQuestionRequest }) body: OwnQuestionRequest,
  ): Promise<void> {
    await this.ownQuestion.run(caller, voiceId, body);
  }

  @Post('voices/:id/no-reply-wanted')
  @Needs('voices.sort')
  @HttpCode(204)
  async noReply(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.noReplyWanted.run(caller, id);
  }

  @Get('voices/:id/read-back')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: readBack })
  async back(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.readBack.run(caller, id);
  }
}
