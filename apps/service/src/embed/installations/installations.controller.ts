import {
  addHostKeyRequest,
  addInstallationRequest,
  changeInstallationRequest,
  checkedToken,
  checkTokenRequest,
  hostKeyAdded,
  installationShown,
  listOf,
  recordSystemsShown,
  removeHostKeyRequest,
  type AddHostKeyRequest,
  type AddInstallationRequest,
  type ChangeInstallationRequest,
  type CheckedToken,
  type CheckTokenRequest,
  type HostKeyAdded,
  type InstallationShown,
  type RecordSystemsShown,
  type RemoveHostKeyRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../../platform/http/caller.guard.js';
import { AddInstallation } from './add-installation.js';
import { ChangeHostKeys } from '../tokens/change-host-keys.js';
import { ChangeInstallation } from './change-installation.js';
import { CheckToken } from '../tokens/check-token.js';
import { GiveHostKey } from '../tokens/give-host-key.js';
import { ListInstallations } from './list-installations.js';
import { ListRecordSystems } from './list-record-systems.js';
import { ShowInstallation } from './show-installation.js';

/** The host CRMs that show the panel, for whoever sets them up. `:installation` is the code, or the name. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class InstallationsController {
  constructor(
    private readonly addInstallation: AddInstallation,
    private readonly changeInstallation: ChangeInstallation,
    private readonly changeHostKeys: ChangeHostKeys,
    private readonly checkToken: CheckToken,
    private readonly giveHostKey: GiveHostKey,
    private readonly listInstallations: ListInstallations,
    private readonly listRecordSystems: ListRecordSystems,
    private readonly showInstallation: ShowInstallation,
  ) {}

  @Get('installations')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: listOf(installationShown) })
  async list(@CalledBy() { organisationId }: Caller): Promise<{ items: InstallationShown[]; total: number }> {
    return this.listInstallations.run(organisationId);
  }

  @Get('record-systems')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: recordSystemsShown })
  async systems(@CalledBy() { organisationId }: Caller): Promise<RecordSystemsShown> {
    return this.listRecordSystems.run(organisationId);
  }

  @Post('installations')
  @Needs('installations.manage')
  @ApiCreatedResponse({ standardSchema: installationShown })
  async add(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: addInstallationRequest }) body: AddInstallationRequest,
  ): Promise<InstallationShown> {
    const { installation } = await this.addInstallation.run(actor, organisationId, body);
    return this.showInstallation.run(organisationId, installation);
  }

  @Patch('installations/:installation')
  @Needs('installations.manage')
  @ApiOkResponse({ standardSchema: installationShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('installation') installation: string,
    @Body({ schema: changeInstallationRequest }) body: ChangeInstallationRequest,
  ): Promise<InstallationShown> {
    return this.changeInstallation.run(actor, organisationId, installation, body);
  }

  @Post('installations/:installation/keys')
  @Needs('installations.manage')
  @ApiCreatedResponse({ standardSchema: hostKeyAdded })
  async addKey(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('installation') installation: string,
    @Body({ schema: addHostKeyRequest }) body: AddHostKeyRequest,
  ): Promise<HostKeyAdded> {
    return this.giveHostKey.run(actor, organisationId, installation, body);
  }

  @Post('installations/:installation/keys/remove')
  @HttpCode(200)
  @Needs('installations.manage')
  @ApiOkResponse({ standardSchema: installationShown })
  async removeKey(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('installation') installation: string,
    @Body({ schema: removeHostKeyRequest }) { kid }: RemoveHostKeyRequest,
  ): Promise<InstallationShown> {
    return this.changeHostKeys.remove(actor, organisationId, installation, kid);
  }

  @Post('installations/:installation/check-token')
  @HttpCode(200)
  @Needs('installations.manage')
  @ApiOkResponse({ standardSchema: checkedToken })
  async check(
    @CalledBy() { organisationId }: Caller,
    @Param('installation') installation: string,
    @Body({ schema: checkTokenRequest }) { token }: CheckTokenRequest,
  ): Promise<CheckedToken> {
    return this.checkToken.run(organisationId, installation, token);
  }
}
