import {
  changeOrganisation,
  changeStaff,
  inviteStaff,
  listOf,
  organisationShown,
  staffInvited,
  staffShown,
  type ChangeOrganisation,
  type ChangeStaff as StaffChange,
  type InviteStaff as StaffInvite,
  type OrganisationShown,
  type StaffInvited,
  type StaffShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { RenameOrganisation } from '../organisations/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeStaff } from './change-staff.js';
import { InviteStaff } from './invite-staff.js';
import { ListStaff } from './list-staff.js';
import { MakeSignInLink } from './make-sign-in-link.js';

/** Who may sign in to the console, and what the landlord is called. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class StaffController {
  constructor(
    private readonly listStaff: ListStaff,
    private readonly inviteStaff: InviteStaff,
    private readonly makeSignInLink: MakeSignInLink,
    private readonly changeStaff: ChangeStaff,
    private readonly renameOrganisation: RenameOrganisation,
  ) {}

  @Get('staff')
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: listOf(staffShown) })
  async list(@CalledBy() { organisationId }: Caller): Promise<{ items: StaffShown[]; total: number }> {
    return this.listStaff.run(organisationId);
  }

  @Post('staff')
  @Needs('access.manage')
  @ApiCreatedResponse({ standardSchema: staffInvited })
  async invite(
    @CalledBy() { actor, organisationId }: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: inviteStaff }) body: StaffInvite,
  ): Promise<StaffInvited> {
    return this.inviteStaff.run(actor, organisationId, key, body);
  }

  /** A new link in place of one that was lost. */
  @Post('staff/:id/link')
  @HttpCode(200)
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: staffInvited })
  async link(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StaffInvited> {
    return this.makeSignInLink.run(actor, organisationId, id);
  }

  @Patch('staff/:id')
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: staffShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: changeStaff }) body: StaffChange,
  ): Promise<StaffShown> {
    return this.changeStaff.run(actor, organisationId, id, body);
  }

  @Patch('organisation')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: organisationShown })
  async rename(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: changeOrganisation }) body: ChangeOrganisation,
  ): Promise<OrganisationShown> {
    return this.renameOrganisation.run(actor, organisationId, body);
  }
}
