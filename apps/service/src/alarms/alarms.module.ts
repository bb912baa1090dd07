import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AlarmsController } from './alarms.controller.js';
import { ListAlarms } from './list-alarms.js';
import { SeeAlarm } from './see-alarm.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [AlarmsController],
  providers: [ListAlarms, SeeAlarm],
  exports: [ListAlarms, SeeAlarm],
})
export class AlarmsModule {}
