import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { MatchWords } from './match-words.js';
import { RaiseHandOff } from './raise-hand-off.js';
import { RecordComplaintChoice } from './record-complaint-choice.js';
import { RouteWords } from './route-words.js';

const verbs = [MatchWords, RaiseHandOff, RecordComplaintChoice, RouteWords];

@Module({ imports: [OrganisationsModule], providers: verbs, exports: verbs })
export class HandOffsModule {}
