import {
  healthShown,
  jobsShown,
  redriven,
  redriveRequest,
  type HealthShown,
  type JobsShown,
  type RedriveRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { RedriveJobs } from './redrive-jobs.js';
import { ShowHealth } from './show-health.js';
import { ShowJobs } from './show-jobs.js';

/** How it goes, and what waits. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class OversightController {
  constructor(
    private readonly showHealth: ShowHealth,
    private readonly showJobs: ShowJobs,
    private readonly redriveJobs: RedriveJobs,
  ) {}

  @Get('health')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: healthShown })
  async health(@CalledBy() caller: Caller): Promise<HealthShown> {
    return this.showHealth.run(caller.organisationId);
  }

  @Get('jobs')
  @Needs('runs.read')
  @ApiOkResponse({ standardSchema: jobsShown })
  async jobs(@CalledBy() caller: Caller): Promise<JobsShown> {
    return this.showJobs.run(caller.organisationId);
  }

  @Post('jobs/redrive')
  @HttpCode(200)
  @Needs('jobs.redrive')
  @ApiOkResponse({ standardSchema: redriven })
  async redrive(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: redriveRequest }) body: RedriveRequest,
  ): Promise<object> {
    return this.redriveJobs.run(actor, organisationId, body);
  }
}
