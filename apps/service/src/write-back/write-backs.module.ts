import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { ListWriteBacks } from './list-write-backs.js';
import { RetryWriteBack } from './retry-write-back.js';
import { SendWriteBacks } from './send-write-backs.js';
import { WriteBacksController } from './write-backs.controller.js';

const verbs = [ListWriteBacks, RetryWriteBack, SendWriteBacks];

@Module({
  imports: [ConnectionsModule, OrganisationsModule],
  controllers: [WriteBacksController],
  providers: verbs,
  exports: verbs,
})
export class WriteBacksModule {}
