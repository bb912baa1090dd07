import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AuditController } from './audit.controller.js';
import { ListAudit } from './list-audit.js';
import { OversightController } from './oversight.controller.js';
import { RedriveJobs } from './redrive-jobs.js';
import { ShowHealth } from './show-health.js';
import { ShowJobs } from './show-jobs.js';
import { SealAudit } from './seal-audit.js';
import { VerifyAudit } from './verify-audit.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [AuditController, OversightController],
  providers: [ListAudit, RedriveJobs, SealAudit, ShowHealth, ShowJobs, VerifyAudit],
  exports: [SealAudit],
})
export class OversightModule {}
