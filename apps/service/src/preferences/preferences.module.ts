import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { EndPreference } from './end-preference.js';
import { ListPreferences } from './list-preferences.js';
import { PreferencesController } from './preferences.controller.js';
import { RecordWayToReach } from './record-way-to-reach.js';
import { ReviewPreferences } from './review-preferences.js';
import { SetPreference } from './set-preference.js';
import { ShowWayToReach } from './show-way-to-reach.js';

const verbs = [EndPreference, ListPreferences, RecordWayToReach, ReviewPreferences, SetPreference, ShowWayToReach];

@Module({
  imports: [OrganisationsModule],
  controllers: [PreferencesController],
  providers: verbs,
  exports: verbs,
})
export class PreferencesModule {}
