import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { AlarmsController } from './alarms.controller.js';
import { ListAlarms } from './list-alarms.js';
import { SeeAlarm } from './see-alarm.js';
import { SendAlarms } from './send-alarms.js';

const verbs = [ListAlarms, SeeAlarm, SendAlarms];

@Module({
  imports: [OrganisationsModule, DeliveryModule],
  controllers: [AlarmsController],
  providers: verbs,
  exports: verbs,
})
export class AlarmsModule {}
