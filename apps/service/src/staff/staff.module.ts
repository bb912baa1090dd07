import { Global, Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ConsoleSessions } from '../platform/http/caller.guard.js';
import { ChangeLanguage } from './change-language.js';
import { CheckSession } from './check-session.js';
import { EndSession } from './end-session.js';
import { MakeFirstLink } from './make-first-link.js';
import { MakeSignInLink } from './make-sign-in-link.js';
import { SessionController } from './session.controller.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { UseSignInLink } from './use-sign-in-link.js';

const verbs = [ChangeLanguage, CheckSession, EndSession, MakeFirstLink, MakeSignInLink, UseSignInLink];

/** Global: every room's routes let in whoever is signed in here. */
@Global()
@Module({
  imports: [OrganisationsModule],
  controllers: [SessionController],
  providers: [...verbs, SignInAttempts, { provide: ConsoleSessions, useExisting: CheckSession }],
  exports: [...verbs, ConsoleSessions],
})
export class StaffModule {}
