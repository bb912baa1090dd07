import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { OversightController } from './oversight.controller.js';
import { RedriveJobs } from './redrive-jobs.js';
import { ShowHealth } from './show-health.js';
import { ShowJobs } from './show-jobs.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [OversightController],
  providers: [RedriveJobs, ShowHealth, ShowJobs],
})
export class OversightModule {}
