import { Module } from '@nestjs/common';
import { AddApiKey } from './add-api-key.js';
import { AddOrganisation } from './add-organisation.js';
import { CheckApiKey } from './check-api-key.js';
import { FindOrganisation } from './find-organisation.js';
import { ListApiKeys } from './list-api-keys.js';
import { RenameOrganisation } from './rename-organisation.js';
import { RevokeApiKey } from './revoke-api-key.js';

const verbs = [
  AddApiKey,
  AddOrganisation,
  CheckApiKey,
  FindOrganisation,
  ListApiKeys,
  RenameOrganisation,
  RevokeApiKey,
];

@Module({ providers: verbs, exports: verbs })
export class OrganisationsModule {}
