import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';
import { PerMinute } from '../platform/http/per-minute.js';
import { listeningPageHtml, nothingPublishedHtml, type PageIn } from './listening-page-html.js';
import { packPolicy } from './pack-html.js';
import { ShowListeningPage } from './show-listening-page.js';

/** What a landlord published of what it heard, for anybody, at an address that stays: English, and Welsh under `/cy`. */
@ApiExcludeController()
@Controller('heard/:landlord')
export class HeardPageController {
  private readonly asked = new PerMinute();

  constructor(private readonly showListeningPage: ShowListeningPage) {}

  @Get()
  @Entry('public')
  async english(
    @Param('landlord') landlord: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    return this.page(landlord, 'en', known, answer);
  }

  @Get('cy')
  @Entry('public')
  async welsh(
    @Param('landlord') landlord: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    return this.page(landlord, 'cy', known, answer);
  }

  private async page(landlord: string, at: PageIn, known: string | undefined, answer: FastifyReply): Promise<string> {
    this.asked.refuseTooMany(landlord);
    const published = await this.showListeningPage.publicly(landlord);
    const address = `/heard/${encodeURIComponent(landlord)}`;
    answer
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', packPolicy)
      .header('cache-control', 'public, max-age=300');
    if (published === null) {
      answer.status(404);
      return nothingPublishedHtml(at, address);
    }
    const tag = `"${published.contentHash}-${Date.parse(published.publishedAt)}-${at}"`;
    answer.header('etag', tag);
    if (known === tag) {
      answer.status(304);
      return '';
    }
    return listeningPageHtml(published, at, address);
  }
}
