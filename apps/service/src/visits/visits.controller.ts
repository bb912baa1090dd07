import { wordsMatched, wordsMatchRequest, type WordsMatched, type WordsMatchRequest } from '@doorstep/contracts/embed';
import {
  entryReply,
  photoReply,
  pingReply,
  signInReply,
  signInRequest,
  visitJobs,
  visitPolicyClash,
  type EntryReply,
  type PhotoReply,
  type PingReply,
  type SignInReply,
  type SignInRequest,
  type VisitJobs,
  type VisitPolicyClash,
} from '@doorstep/contracts/visit';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { Entry } from '../access/index.js';
import { MatchWords } from '../handoffs/index.js';
import { CheckPhone } from './check-phone.js';
import { Ping } from './ping.js';
import { writeOnce } from '../platform/write-once.js';
import { SayPolicyClashAtDoor } from './say-policy-clash.js';
import { ShowJobs } from './show-jobs.js';
import { SignIn } from './sign-in.js';
import { TakeEntry, type EntryHeaders } from './take-entry.js';
import { TakePhotoPiece } from './take-photo-piece.js';

const pingQuery = z.object({
  waiting: z.coerce.number().int().min(0).max(1_000_000).optional(),
  oldest: z.iso.datetime({ offset: true }).optional(),
});
/** Bytes before which a piece of a photo begins. */
export const offsetQuery = z.object({ offset: z.coerce.number().int().min(0) });
export type OffsetQuery = z.infer<typeof offsetQuery>;
type Authorization = string | undefined;

/** What a phone at the door asks for and brings. */
@Controller('visit/v1')
export class VisitsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly ping: Ping,
    private readonly showJobs: ShowJobs,
    private readonly checkPhone: CheckPhone,
    private readonly matchWords: MatchWords,
    private readonly takeEntry: TakeEntry,
    private readonly takePhotoPiece: TakePhotoPiece,
    private readonly sayPolicyClash: SayPolicyClashAtDoor,
  ) {}

  @Post('sign-in')
  @Entry('public')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: signInReply })
  async in(@Body({ schema: signInRequest }) body: SignInRequest): Promise<SignInReply> {
    return this.signIn.run(body);
  }

  @Get('ping')
  @Entry('phone')
  @ApiOkResponse({ standardSchema: pingReply })
  async here(
    @Headers('authorization') authorization: Authorization,
    @Query({ schema: pingQuery }) query: z.infer<typeof pingQuery>,
  ): Promise<PingReply> {
    return this.ping.run(authorization, query);
  }

  @Get('jobs')
  @Entry('phone')
  @ApiOkResponse({ standardSchema: visitJobs })
  async jobs(@Headers('authorization') authorization: Authorization): Promise<VisitJobs> {
    return this.showJobs.run(authorization);
  }

  @Post('words/match')
  @Entry('phone')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: wordsMatched })
  async match(
    @Headers('authorization') authorization: Authorization,
    @Body({ schema: wordsMatchRequest }) body: WordsMatchRequest,
  ): Promise<WordsMatched> {
    const { organisationId } = await this.checkPhone.onShift(authorization);
    return this.matchWords.run(organisationId, body);
  }

  @Post('policy-clashes')
  @Entry('phone')
  @HttpCode(204)
  async clash(
    @Headers('authorization') authorization: Authorization,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: visitPolicyClash }) body: VisitPolicyClash,
  ): Promise<void> {
    await this.sayPolicyClash.run(authorization, body, writeOnce(key, body));
  }

  /** The body is a visit entry, taken byte for byte. */
  @Post('entries')
  @Entry('phone')
  @ApiConsumes('application/json')
  @ApiCreatedResponse({ standardSchema: entryReply })
  async take(
    @Headers() headers: EntryHeaders,
    @Body() body: Buffer | undefined,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<EntryReply> {
    const { status, reply } = await this.takeEntry.run(headers, body ?? Buffer.alloc(0));
    answer.status(status);
    return reply;
  }

  @Put('entries/:id/photos/:photoId')
  @Entry('phone')
  @ApiConsumes('application/octet-stream')
  @ApiOkResponse({ standardSchema: photoReply })
  async photo(
    @Headers('authorization') authorization: Authorization,
    @Param('id', ParseUUIDPipe) entryId: string,
    @Param('photoId', ParseUUIDPipe) photoId: string,
    @Query({ schema: offsetQuery }) { offset }: OffsetQuery,
    @Body() piece: Buffer | undefined,
  ): Promise<PhotoReply> {
    return this.takePhotoPiece.run(authorization, { entryId, photoId }, offset, piece ?? Buffer.alloc(0));
  }

  @Get('entries/:id/photos/:photoId')
  @Entry('phone')
  @ApiOkResponse({ standardSchema: photoReply })
  async where(
    @Headers('authorization') authorization: Authorization,
    @Param('id', ParseUUIDPipe) entryId: string,
    @Param('photoId', ParseUUIDPipe) photoId: string,
  ): Promise<PhotoReply> {
    return this.takePhotoPiece.where(authorization, { entryId, photoId });
  }
}
