import {
  changeRetention,
  listOf,
  retentionPreview,
  retentionQuery,
  retentionShown,
  type ChangeRetention as RetentionChange,
  type RetentionPreview,
  type RetentionQuery,
  type RetentionShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeRetention } from './change-retention.js';
import { PreviewRetention } from './preview-retention.js';
import { ShowRetention } from './show-retention.js';

/** How long things are kept. */
@Controller('admin/v1/retention')
@UseGuards(CallerGuard)
export class RetentionController {
  constructor(
    private readonly showRetention: ShowRetention,
    private readonly changeRetention: ChangeRetention,
    private readonly previewRetention: PreviewRetention,
  ) {}

  @Get()
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: listOf(retentionShown) })
  async show(@CalledBy() { organisationId }: Caller): Promise<{ items: RetentionShown[]; total: number }> {
    return this.showRetention.run(organisationId);
  }

  @Put(':kind')
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: retentionShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('kind') kind: string,
    @Body({ schema: changeRetention }) body: RetentionChange,
  ): Promise<RetentionShown> {
    return this.changeRetention.run(actor, organisationId, kind, body);
  }

  @Get(':kind/preview')
  @Needs('privacy.erase')
  @ApiOkResponse({ standardSchema: retentionPreview })
  async preview(
    @CalledBy() { organisationId }: Caller,
    @Param('kind') kind: string,
    @Query({ schema: retentionQuery }) { months }: RetentionQuery,
  ): Promise<RetentionPreview> {
    return this.previewRetention.run(organisationId, kind, months);
  }
}
