import { Module } from '@nestjs/common';
import { AddApiKey } from './add-api-key.js';
import { AddOrganisation } from './add-organisation.js';
import { CheckApiKey } from './check-api-key.js';
import { FindOrganisation } from './find-organisation.js';

@Module({
  providers: [AddApiKey, AddOrganisation, CheckApiKey, FindOrganisation],
  exports: [AddApiKey, AddOrganisation, CheckApiKey, FindOrganisation],
})
export class OrganisationsModule {}
