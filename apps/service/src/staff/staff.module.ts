import { Global, Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ConsoleSessions } from '../platform/http/caller.guard.js';
import { ApiKeysController } from './api-keys.controller.js';
import { BeginSignIn } from './begin-sign-in.js';
import { ChangeLanguage } from './change-language.js';
import { ChangeSignInSettings } from './change-sign-in-settings.js';
import { ChangeStaff } from './change-staff.js';
import { CheckSession } from './check-session.js';
import { EndSession } from './end-session.js';
import { FindWhoToAsk } from './find-who-to-ask.js';
import { FinishSignIn } from './finish-sign-in.js';
import { InviteStaff } from './invite-staff.js';
import { ListStaff } from './list-staff.js';
import { MakeFirstLink } from './make-first-link.js';
import { MakeSignInLink } from './make-sign-in-link.js';
import { SessionController } from './session.controller.js';
import { ShowSignInSettings } from './show-sign-in-settings.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInSettingsController } from './sign-in-settings.controller.js';
import { SignInController } from './sign-in.controller.js';
import { StaffController } from './staff.controller.js';
import { UseSignInLink } from './use-sign-in-link.js';

const verbs = [
  BeginSignIn,
  ChangeLanguage,
  ChangeSignInSettings,
  ChangeStaff,
  CheckSession,
  EndSession,
  FindWhoToAsk,
  FinishSignIn,
  InviteStaff,
  ListStaff,
  MakeFirstLink,
  MakeSignInLink,
  ShowSignInSettings,
  UseSignInLink,
];

/** Global: every room's routes let in whoever is signed in here. */
@Global()
@Module({
  imports: [OrganisationsModule],
  controllers: [ApiKeysController, SessionController, SignInController, SignInSettingsController, StaffController],
  providers: [...verbs, SignInAttempts, { provide: ConsoleSessions, useExisting: CheckSession }],
  exports: [...verbs, ConsoleSessions],
})
export class StaffModule {}
