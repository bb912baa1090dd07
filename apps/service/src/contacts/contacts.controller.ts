import { contactsRequest, takenContacts, type ContactsRequest, type TakenContacts } from '@doorstep/contracts/http';
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ApiKeyGuard, CalledBy, type Caller } from '../platform/http/api-key.guard.js';
import { TakeContacts } from './take-contacts.js';

@Controller('api/v1/contacts')
@UseGuards(ApiKeyGuard)
export class ContactsController {
  constructor(private readonly takeContacts: TakeContacts) {}

  /** Sending it again adds nothing: each contact is known by its reference. */
  @Post()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: takenContacts })
  async take(
    @CalledBy() caller: Caller,
    @Body({ schema: contactsRequest }) body: ContactsRequest,
  ): Promise<TakenContacts> {
    return this.takeContacts.run(caller.actor, caller.organisationId, body.items);
  }
}
