import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ShowAdoption } from './adoption.js';
import { Areas } from './areas.js';
import { ClosingLoops } from './closing-loops.js';
import { ShowConcentration } from './concentration.js';
import { FirstTime } from './first-time.js';
import { FromPrompts } from './from-prompts.js';
import { HowDecisionsAreMade } from './how-decisions-are-made.js';
import { PictureController } from './picture.controller.js';
import { RollCalls } from './roll-calls.js';
import { SilentHomes } from './silent-homes.js';
import { Waiting } from './waiting.js';
import { WhatPeopleRaise } from './what-people-raise.js';
import { WhoWeHearFrom } from './who-we-hear-from.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [PictureController],
  providers: [
    Areas,
    ClosingLoops,
    ShowConcentration,
    FirstTime,
    FromPrompts,
    HowDecisionsAreMade,
    RollCalls,
    ShowAdoption,
    SilentHomes,
    Waiting,
    WhatPeopleRaise,
    WhoWeHearFrom,
  ],
})
export class PictureModule {}
