import {
  changeContactMapping,
  connectionSummary,
  contactMappingShown,
  listOf,
  type ChangeContactMapping as MappingChange,
  type ContactMappingShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Param, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeContactMapping } from './change-contact-mapping.js';
import { ListConnections } from './list-connections.js';
import { ShowContactMapping } from './show-contact-mapping.js';

@Controller('api/v1/connections')
@UseGuards(CallerGuard)
export class ConnectionsController {
  constructor(
    private readonly listConnections: ListConnections,
    private readonly showContactMapping: ShowContactMapping,
    private readonly changeMapping: ChangeContactMapping,
  ) {}

  @Get()
  @Needs('connections.read')
  @ApiOkResponse({ standardSchema: listOf(connectionSummary) })
  async connections(@CalledBy() caller: Caller): Promise<object> {
    const items = await this.listConnections.run(caller.organisationId);
    return { items, total: items.length };
  }

  @Get(':name/contact-mapping')
  @Needs('connections.read')
  @ApiOkResponse({ standardSchema: contactMappingShown })
  async contactMapping(@CalledBy() caller: Caller, @Param('name') name: string): Promise<ContactMappingShown> {
    return this.showContactMapping.run(caller.organisationId, name);
  }

  @Put(':name/contact-mapping')
  @Needs('connections.change')
  @ApiOkResponse({ standardSchema: contactMappingShown })
  async changeContactMapping(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Body({ schema: changeContactMapping }) body: MappingChange,
  ): Promise<ContactMappingShown> {
    return this.changeMapping.run(caller.actor, caller.organisationId, name, body);
  }
}
