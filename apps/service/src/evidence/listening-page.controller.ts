import {
  listeningPagePreview,
  listeningPageQuery,
  listeningPageShown,
  publishListeningPageRequest,
  type ListeningPagePreview,
  type ListeningPageQuery,
  type ListeningPageShown,
  type PublishListeningPageRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { listeningPageHtml } from './listening-page-html.js';
import { packPolicy } from './pack-html.js';
import { PublishListeningPage } from './publish-listening-page.js';
import { ShowListeningPage } from './show-listening-page.js';

/** What a landlord shows everybody of what it heard: looked at first, published, withdrawn. */
@Controller('api/v1/listening-page')
@UseGuards(CallerGuard)
export class ListeningPageController {
  constructor(
    private readonly showListeningPage: ShowListeningPage,
    private readonly publishListeningPage: PublishListeningPage,
  ) {}

  @Get()
  @Needs('evidence.read')
  @ApiOkResponse({ standardSchema: listeningPageShown })
  async show(@CalledBy() caller: Caller): Promise<ListeningPageShown> {
    return this.showListeningPage.run(caller);
  }

  @Get('preview')
  @Needs('evidence.make')
  @ApiOkResponse({ standardSchema: listeningPagePreview })
  async preview(
    @CalledBy() caller: Caller,
    @Query({ schema: listeningPageQuery }) { year }: ListeningPageQuery,
  ): Promise<ListeningPagePreview> {
    return this.showListeningPage.preview(caller, year);
  }

  /** The same as the page itself would be, in English. */
  @Get('preview.html')
  @Needs('evidence.make')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', packPolicy)
  @Header('cache-control', 'no-store')
  async previewHtml(
    @CalledBy() caller: Caller,
    @Query({ schema: listeningPageQuery }) { year }: ListeningPageQuery,
  ): Promise<string> {
    const { page } = await this.showListeningPage.preview(caller, year);
    return listeningPageHtml({ page, publishedAt: null }, 'en', null);
  }

  @Post('publish')
  @HttpCode(200)
  @Needs('evidence.make')
  @ApiOkResponse({ standardSchema: listeningPageShown })
  async publish(
    @CalledBy() caller: Caller,
    @Body({ schema: publishListeningPageRequest }) body: PublishListeningPageRequest,
  ): Promise<ListeningPageShown> {
    return this.publishListeningPage.run(caller, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Needs('evidence.make')
  @ApiOkResponse({ standardSchema: listeningPageShown })
  async withdraw(@CalledBy() caller: Caller): Promise<ListeningPageShown> {
    return this.publishListeningPage.withdraw(caller);
  }
}
