import {
  becauseQuery,
  becauseShown,
  edraShown,
  listOf,
  listQuery,
  makePackRequest,
  packShown,
  storyConsentRequest,
  storyRequest,
  storyShown,
  type BecauseQuery,
  type BecauseShown,
  type EdraShown,
  type ListQuery,
  type MakePackRequest,
  type PackShown,
  type StoryConsentRequest,
  type StoryRequest,
  type StoryShown,
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
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { BecauseOfWhatYouSaid } from './because-of-what-you-said.js';
import { KeepStory } from './keep-story.js';
import { ListPacks } from './list-packs.js';
import { ListStories } from './list-stories.js';
import { packPolicy } from './pack-html.js';
import { RequestPack } from './request-pack.js';
import { ShowEdra } from './show-edra.js';
import { ShowPack } from './show-pack.js';

/** What residents said, what came of it and how: packs to hand out, stories told with consent, and what changed. */
@Controller('api/v1')
@UseGuards(CallerGuard)
export class EvidenceController {
  constructor(
    private readonly listPacks: ListPacks,
    private readonly requestPack: RequestPack,
    private readonly showPack: ShowPack,
    private readonly listStories: ListStories,
    private readonly keepStory: KeepStory,
    private readonly becauseOfWhatYouSaid: BecauseOfWhatYouSaid,
    private readonly showEdra: ShowEdra,
  ) {}

  @Get('asks/:id/edra')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: edraShown })
  async edra(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<EdraShown> {
    return this.showEdra.run(caller, id);
  }

  @Get('evidence')
  @Needs('evidence.read')
  @ApiOkResponse({ standardSchema: listOf(packShown) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listPacks.run(caller, limit);
  }

  @Post('evidence')
  @HttpCode(202)
  @Needs('evidence.make')
  @ApiAcceptedResponse({ standardSchema: packShown })
  async request(
    @CalledBy() caller: Caller,
    @Body({ schema: makePackRequest }) body: MakePackRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<PackShown> {
    return this.requestPack.run(caller, body, writeOnce(key, body));
  }

  @Get('evidence/because')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: becauseShown })
  async because(
    @CalledBy() caller: Caller,
    @Query({ schema: becauseQuery }) query: BecauseQuery,
  ): Promise<BecauseShown> {
    return this.becauseOfWhatYouSaid.run(caller, query);
  }

  @Get('evidence/:id')
  @Needs('evidence.read')
  @ApiOkResponse({ standardSchema: packShown })
  async show(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<PackShown> {
    return this.showPack.run(caller, id);
  }

  @Get('evidence/:id/pack.html')
  @Needs('evidence.read')
  @Header('content-security-policy', packPolicy)
  @Header('x-content-type-options', 'nosniff')
  @Header('cache-control', 'no-store')
  async html(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.showPack.file(caller, id, 'html'), { type: 'text/html; charset=utf-8' });
  }

  @Get('evidence/:id/pack.csv')
  @Needs('evidence.read')
  @Header('content-disposition', 'attachment; filename="evidence.csv"')
  @Header('cache-control', 'no-store')
  async csv(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.showPack.file(caller, id, 'csv'), { type: 'text/csv; charset=utf-8' });
  }

  @Get('evidence/:id/pack.pdf')
  @Needs('evidence.read')
  @Header('content-disposition', 'attachment; filename="evidence.pdf"')
  @Header('cache-control', 'no-store')
  async pdf(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.showPack.file(caller, id, 'pdf'), { type: 'application/pdf' });
  }

  @Get('stories')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: listOf(storyShown) })
  async stories(@CalledBy() caller: Caller, @Query({ schema: listQuery }) { limit }: ListQuery): Promise<object> {
    return this.listStories.run(caller, limit);
  }

  @Post('stories')
  @Needs('voices.read')
  @ApiCreatedResponse({ standardSchema: storyShown })
  async story(
    @CalledBy() caller: Caller,
    @Body({ schema: storyRequest }) body: StoryRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<StoryShown> {
    return this.keepStory.run(caller, body, writeOnce(key, body));
  }

  @Post('stories/:id/consent')
  @HttpCode(200)
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: storyShown })
  async agree(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: storyConsentRequest }) body: StoryConsentRequest,
  ): Promise<StoryShown> {
    return this.keepStory.agree(caller, id, body);
  }

  @Post('stories/:id/withdraw')
  @HttpCode(200)
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: storyShown })
  async withdraw(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<StoryShown> {
    return this.keepStory.withdraw(caller, id);
  }
}
