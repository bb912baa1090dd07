import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { GoingLiveController } from './going-live.controller.js';
import { LiftSwitch } from './lift-switch.js';
import { SetLiveTeam } from './set-live-team.js';
import { ShowGoingLive } from './show-going-live.js';
import { ShowPromptsTo } from './show-prompts-to.js';
import { ThrowSwitch } from './throw-switch.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [GoingLiveController],
  providers: [LiftSwitch, SetLiveTeam, ShowGoingLive, ShowPromptsTo, ThrowSwitch],
})
export class GoingLiveModule {}
