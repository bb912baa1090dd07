import { contactsRequest, type ContactsRequest } from '@doorstep/contracts/http';
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiKeyGuard, CalledBy, type Caller } from '../platform/http/api-key.guard.js';
import { TakeContacts, type TakenContacts } from './take-contacts.js';

@Controller('api/v1/contacts')
@UseGuards(ApiKeyGuard)
export class ContactsController {
  constructor(private readonly takeContacts: TakeContacts) {}

  /** Sending it again adds nothing: each contact is known by its reference. */
  @Post()
  @HttpCode(202)
  async take(@CalledBy() caller: Caller, @Body({ schema: contactsRequest }) body: ContactsRequest): Promise<TakenContacts> {
    return this.takeContacts.run(caller.actor, caller.organisationId, body.items);
  }
}
