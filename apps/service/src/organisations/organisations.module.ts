import { Module } from '@nestjs/common';
import { AddOrganisation } from './add-organisation.js';
import { CheckApiKey } from './check-api-key.js';
import { FindOrganisation } from './find-organisation.js';

@Module({
  providers: [AddOrganisation, CheckApiKey, FindOrganisation],
  exports: [AddOrganisation, CheckApiKey, FindOrganisation],
})
export class OrganisationsModule {}
