export { AlarmsModule } from './alarms.module.js';
export { ListAlarms } from './list-alarms.js';
export { type Alarm, raiseAlarm } from './raise-alarm.js';
export { SendAlarms } from './send-alarms.js';
export { sendAlarmsJob } from './send-alarms.job.js';
export { takeBackAlarm } from './take-back-alarm.js';
export { raiseAgain } from './raise-again.js';
