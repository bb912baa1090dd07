import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ContactsController } from './contacts.controller.js';
import { ListUnmapped } from './list-unmapped.js';
import { TakeContacts } from './take-contacts.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [ContactsController],
  providers: [ListUnmapped, TakeContacts],
  exports: [ListUnmapped, TakeContacts],
})
export class ContactsModule {}
