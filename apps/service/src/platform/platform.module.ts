import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from './database/database.js';
import { HealthController } from './http/health.controller.js';
import { JobQueue } from './queue/queue.js';
import { Sealer } from './secrets/seal.js';

/** What every room stands on, opened once by the process that runs it. */
export interface Platform {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly sealer: Sealer;
}

@Module({})
export class PlatformModule {
  static of({ database, queue, sealer }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers: [
        { provide: Database, useValue: database },
        { provide: JobQueue, useValue: queue },
        { provide: Sealer, useValue: sealer },
      ],
      exports: [Database, JobQueue, Sealer],
    };
  }
}
