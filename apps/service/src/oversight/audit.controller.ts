import {
  auditEntryShown,
  auditQuery,
  auditVerified,
  listOf,
  type AuditQuery,
  type AuditVerified,
} from '@doorstep/contracts/http';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { ListAudit } from './list-audit.js';
import { VerifyAudit } from './verify-audit.js';

/** Who did what, and that nobody changed it since. */
@Controller('admin/v1/audit')
@UseGuards(CallerGuard)
export class AuditController {
  constructor(
    private readonly listAudit: ListAudit,
    private readonly verifyAudit: VerifyAudit,
  ) {}

  @Get()
  @Needs('audit.read')
  @ApiOkResponse({ standardSchema: listOf(auditEntryShown) })
  async list(@CalledBy() caller: Caller, @Query({ schema: auditQuery }) query: AuditQuery): Promise<object> {
    return this.listAudit.run(caller, query);
  }

  @Get('verification')
  @Needs('audit.read')
  @ApiOkResponse({ standardSchema: auditVerified })
  async verification(@CalledBy() caller: Caller): Promise<AuditVerified> {
    return this.verifyAudit.run(caller.organisationId);
  }
}
