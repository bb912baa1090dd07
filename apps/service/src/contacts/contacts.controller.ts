import {
  contactsRequest,
  listOf,
  listQuery,
  takenContacts,
  unmappedContact,
  type ContactsRequest,
  type ListQuery,
  type TakenContacts,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ListUnmapped } from './list-unmapped.js';
import { TakeContacts } from './take-contacts.js';

@Controller('api/v1/contacts')
@UseGuards(CallerGuard)
export class ContactsController {
  constructor(
    private readonly takeContacts: TakeContacts,
    private readonly listUnmapped: ListUnmapped,
  ) {}

  /** Sending it again adds nothing: each contact is known by its reference. */
  @Post()
  @Needs('contacts.tell')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: takenContacts })
  async take(
    @CalledBy() caller: Caller,
    @Body({ schema: contactsRequest }) body: ContactsRequest,
  ): Promise<TakenContacts> {
    return this.takeContacts.run(caller.actor, caller.organisationId, body.items);
  }

  @Get('unmapped')
  @Needs('connections.read')
  @ApiOkResponse({ standardSchema: listOf(unmappedContact) })
  async unmapped(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listUnmapped.run(caller.organisationId, query.limit);
  }
}
