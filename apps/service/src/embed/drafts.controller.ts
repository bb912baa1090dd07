import { keepDraftRequest, keptDrafts, type KeepDraftRequest, type KeptDrafts } from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { CheckSession } from './check-session.js';
import { KeepDraft } from './keep-draft.js';
import type { PanelHeaders } from './panel-headers.js';
import { ShowDrafts } from './show-drafts.js';

/** What staff typed in the panel and did not save. It is kept here, and nowhere on their machine. */
@Controller('embed/v1/drafts')
export class EmbedDraftsController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly keepDraft: KeepDraft,
    private readonly showDrafts: ShowDrafts,
  ) {}

  @Get()
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: keptDrafts })
  async show(@Headers() headers: PanelHeaders): Promise<KeptDrafts> {
    return this.showDrafts.run(await this.checkSession.atOwnHome(headers));
  }

  @Post()
  @Entry('panel-session')
  @HttpCode(204)
  async keep(
    @Body({ schema: keepDraftRequest }) body: KeepDraftRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<void> {
    await this.keepDraft.run(await this.checkSession.atOwnHome(headers), body);
  }
}
