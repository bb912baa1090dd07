import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ChangeCase } from './change-case.js';
import { CopyPerson } from './copy-person.js';
import { ErasePerson } from './erase-person.js';
import { EraseResident } from './erase-resident.js';
import { ErasureJournal } from './erasure-journal.js';
import { ListCases } from './list-cases.js';
import { OpenCase } from './open-case.js';
import { PreviewErasure } from './preview-erasure.js';
import { PeopleController, PrivacyController } from './privacy.controller.js';
import { ReplayErasures } from './replay-erasures.js';
import { RestrictPerson } from './restrict-person.js';
import { ShowHeld } from './show-held.js';
import { ShowPerson } from './show-person.js';

const verbs = [
  ...[ChangeCase, CopyPerson, ErasePerson, EraseResident, ErasureJournal, ListCases, OpenCase],
  ...[PreviewErasure, ReplayErasures, RestrictPerson, ShowHeld, ShowPerson],
];

@Module({
  imports: [OrganisationsModule],
  controllers: [PeopleController, PrivacyController],
  providers: verbs,
  exports: verbs,
})
export class PrivacyModule {}
