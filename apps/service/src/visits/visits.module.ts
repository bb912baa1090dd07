import { Module } from '@nestjs/common';
import { EmbedModule } from '../embed/index.js';
import { HandOffsModule } from '../handoffs/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { CheckPhone } from './check-phone.js';
import { EmbedPhotosController } from './embed-photos.controller.js';
import { ListHeldEntries } from './list-held-entries.js';
import { ListPhones } from './list-phones.js';
import { MakeShiftLink } from './make-shift-link.js';
import { PhonesController } from './phones.controller.js';
import { Ping } from './ping.js';
import { RemovePhone } from './remove-phone.js';
import { SayPolicyClashAtDoor } from './say-policy-clash.js';
import { SettleHeldEntry } from './settle-held-entry.js';
import { ShowJobs } from './show-jobs.js';
import { ShowPhoto } from './show-photo.js';
import { SignIn } from './sign-in.js';
import { TakeEntry } from './take-entry.js';
import { TakePhotoPiece } from './take-photo-piece.js';
import { VisitsController } from './visits.controller.js';

const verbs = [
  CheckPhone,
  ListHeldEntries,
  ListPhones,
  MakeShiftLink,
  Ping,
  RemovePhone,
  SayPolicyClashAtDoor,
  SettleHeldEntry,
  ShowJobs,
  ShowPhoto,
  SignIn,
  TakeEntry,
  TakePhotoPiece,
];

@Module({
  imports: [EmbedModule, HandOffsModule, OrganisationsModule],
  controllers: [VisitsController, PhonesController, EmbedPhotosController],
  providers: verbs,
  exports: verbs,
})
export class VisitsModule {}
