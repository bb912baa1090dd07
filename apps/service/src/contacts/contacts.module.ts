import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ContactsController } from './contacts.controller.js';
import { TakeContacts } from './take-contacts.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ContactsController],
  providers: [TakeContacts],
  exports: [TakeContacts],
})
export class ContactsModule {}
