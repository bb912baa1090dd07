import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ShowPerson } from './show-person.js';
import { PrivacyController } from './privacy.controller.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [PrivacyController],
  providers: [ShowPerson],
  exports: [ShowPerson],
})
export class PrivacyModule {}
