import {
  addConnectionRequest,
  allowAddressesRequest,
  checkEnd,
  checkLine,
  connectionProposal,
  connectionShown,
  connectionSummary,
  contactMappingChoices,
  listOf,
  replaceSecretRequest,
  systemShown,
  type AddConnectionRequest,
  type AllowAddressesRequest,
  type ConnectionProposal,
  type ConnectionShown,
  type ConnectionSummary,
  type ReplaceSecretRequest,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AddConnection } from './add-connection.js';
import { AllowAddresses } from './allow-addresses.js';
import { CheckConnection, type CheckFound } from './check-connection.js';
import { CheckReceipts } from './check-receipts.js';
import { listMappingChoices } from './list-mapping-choices.js';
import { listSystems } from './list-systems.js';
import { RemoveConnection } from './remove-connection.js';
import { ReplaceSecret } from './replace-secret.js';
import { RestConnection } from './rest-connection.js';
import { ShowConnection } from './show-connection.js';

/** A system that takes longer is not one that could be read every quarter of an hour. */
const patienceMs = 120_000;
const lines = 'application/x-ndjson';

/** Connecting a housing system from the console. No answer ever holds a secret. */
@Controller('admin/v1')
@UseGuards(CallerGuard)
export class ConnectingController {
  constructor(
    private readonly checkConnection: CheckConnection,
    private readonly receipts: CheckReceipts,
    private readonly addConnection: AddConnection,
    private readonly showConnection: ShowConnection,
    private readonly replaceSecret: ReplaceSecret,
    private readonly allowAddresses: AllowAddresses,
    private readonly restConnection: RestConnection,
    private readonly removeConnection: RemoveConnection,
  ) {}

  @Get('systems')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: listOf(systemShown) })
  systems(): object {
    const items = listSystems();
    return { items, total: items.length };
  }

  @Get('contact-mapping-choices')
  @Needs('connections.read')
  @ApiOkResponse({ standardSchema: contactMappingChoices })
  mappingChoices(): object {
    return listMappingChoices();
  }

  @Post('connections/check')
  @HttpCode(200)
  @Needs('access.manage')
  @ApiProduces(lines)
  @ApiOkResponse({ standardSchema: checkLine.or(checkEnd), description: 'A line a check, then one that ends it.' })
  async checkProposal(
    @CalledBy() { organisationId }: Caller,
    @Body({ schema: connectionProposal }) body: ConnectionProposal,
  ): Promise<StreamableFile> {
    const found = await this.checkConnection.proposed(organisationId, body, AbortSignal.timeout(patienceMs));
    return asLines(found, () => this.receipts.give(organisationId, body));
  }

  @Post('connections/:name/check')
  @HttpCode(200)
  @Needs('access.manage')
  @ApiProduces(lines)
  @ApiOkResponse({ standardSchema: checkLine.or(checkEnd), description: 'A line a check, then one that ends it.' })
  async check(@CalledBy() { organisationId }: Caller, @Param('name') name: string): Promise<StreamableFile> {
    const found = await this.checkConnection.withSecret(organisationId, name, {}, AbortSignal.timeout(patienceMs));
    return asLines(found, () => null);
  }

  @Post('connections')
  @Needs('access.manage')
  @ApiCreatedResponse({ standardSchema: connectionSummary })
  async add(
    @CalledBy() { actor, organisationId }: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: addConnectionRequest }) body: AddConnectionRequest,
  ): Promise<ConnectionSummary> {
    const { receipt, ...given } = body;
    // Without the settings: a hash of a password can be guessed at.
    const once = writeOnce(key, { name: given.name, connector: given.connector });
    this.receipts.demand(organisationId, given, receipt);
    return this.addConnection.run(actor, organisationId, given, once);
  }

  @Get('connections/:name')
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: connectionShown })
  async connection(@CalledBy() { organisationId }: Caller, @Param('name') name: string): Promise<ConnectionShown> {
    return this.showConnection.run(organisationId, name);
  }

  @Put('connections/:name/secrets/:field')
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: connectionShown })
  async secret(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Param('field') field: string,
    @Body({ schema: replaceSecretRequest }) { secret }: ReplaceSecretRequest,
  ): Promise<ConnectionShown> {
    await this.replaceSecret.run(actor, organisationId, name, field, secret, AbortSignal.timeout(patienceMs));
    return this.showConnection.run(organisationId, name);
  }

  @Put('connections/:name/allowed-addresses')
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: connectionShown })
  async allow(
    @CalledBy() { actor, organisationId }: Caller,
    @Param('name') name: string,
    @Body({ schema: allowAddressesRequest }) { allowedAddresses, version }: AllowAddressesRequest,
  ): Promise<ConnectionShown> {
    await this.allowAddresses.run(actor, organisationId, name, allowedAddresses, version);
    return this.showConnection.run(organisationId, name);
  }

  @Post('connections/:name/pause')
  @HttpCode(200)
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: connectionShown })
  async pause(@CalledBy() { actor, organisationId }: Caller, @Param('name') name: string): Promise<ConnectionShown> {
    await this.restConnection.run(actor, organisationId, name, true);
    return this.showConnection.run(organisationId, name);
  }

  @Post('connections/:name/resume')
  @HttpCode(200)
  @Needs('access.manage')
  @ApiOkResponse({ standardSchema: connectionShown })
  async resume(@CalledBy() { actor, organisationId }: Caller, @Param('name') name: string): Promise<ConnectionShown> {
    await this.restConnection.run(actor, organisationId, name, false);
    return this.showConnection.run(organisationId, name);
  }

  @Delete('connections/:name')
  @HttpCode(204)
  @Needs('access.manage')
  @ApiNoContentResponse()
  async remove(@CalledBy() { actor, organisationId }: Caller, @Param('name') name: string): Promise<void> {
    await this.removeConnection.run(actor, organisationId, name);
  }
}

/** A line for each check as it ends, and the end: with a receipt when nothing stands in the way of saving. */
function asLines(found: AsyncIterable<CheckFound>, receipt: () => string | null): StreamableFile {
  async function* all(): AsyncGenerator<string> {
    let maySave = true;
    for await (const { ok, ...line } of found) {
      maySave &&= ok;
      yield `${JSON.stringify(line)}\n`;
    }
    yield `${JSON.stringify({ end: true, receipt: maySave ? receipt() : null })}\n`;
  }
  return new StreamableFile(Readable.from(all()), { type: lines });
}
