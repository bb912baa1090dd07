import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';
import { Problem } from '../platform/problem.js';
import { listeningPageHtml, nothingPublishedHtml, type PageIn } from './listening-page-html.js';
import { packPolicy } from './pack-html.js';
import { ShowListeningPage } from './show-listening-page.js';

/** How often one landlord's pages are given out in a minute by one process; a cache before it asks less. */
const mostAMinute = 600;
/** Names that are counted apart in a minute; more than there are landlords are made up, and counted as one. */
const mostNames = 1_000;

/** What a landlord published of what it heard, for anybody, at an address that stays: English, and Welsh under `/cy`. */
@ApiExcludeController()
@Controller('heard/:landlord')
export class HeardPageController {
  private minute = 0;
  private readonly given = new Map<string, number>();

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
    this.refuseTooMany(landlord);
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

  private refuseTooMany(landlord: string): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) this.given.clear();
    this.minute = minute;
    const name = this.given.has(landlord) || this.given.size < mostNames ? landlord : '';
    const given = (this.given.get(name) ?? 0) + 1;
    this.given.set(name, given);
    if (given > mostAMinute)
      throw new Problem('too-many', 'too-many-pages', 'This page was asked for too often. Try again in a minute.');
  }
}
