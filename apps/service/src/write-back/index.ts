export { ListWriteBacks } from './list-write-backs.js';
export { type NewWriteBack, queueWriteBack } from './queue-write-back.js';
export { RetryWriteBack } from './retry-write-back.js';
export { SendWriteBacks } from './send-write-backs.js';
export { sendWriteBacksJob } from './send-write-backs.job.js';
export { addWriteBackCommands } from './write-back.cli.js';
export { WriteBacksModule } from './write-backs.module.js';
