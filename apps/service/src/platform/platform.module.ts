import { Module, type DynamicModule } from '@nestjs/common';
import { type Antivirus } from './antivirus/index.js';
import { Database } from './database/database.js';
import { HealthController } from './http/health.controller.js';
import { type ObjectStore } from './objects/index.js';
import { JobQueue } from './queue/queue.js';
import { Sealer } from './secrets/seal.js';

/** What every room stands on, opened once by the process that runs it. */
export interface Platform {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly sealer: Sealer;
  readonly objects: ObjectStore;
  readonly antivirus: Antivirus;
}

/** What a room asks for, where it needs the object store or the virus scanner. */
export const objectStore = Symbol('object store');
export const virusScanner = Symbol('virus scanner');

@Module({})
export class PlatformModule {
  static of({ database, queue, sealer, objects, antivirus }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers: [
        { provide: Database, useValue: database },
        { provide: JobQueue, useValue: queue },
        { provide: Sealer, useValue: sealer },
        { provide: objectStore, useValue: objects },
        { provide: virusScanner, useValue: antivirus },
      ],
      exports: [Database, JobQueue, Sealer, objectStore, virusScanner],
    };
  }
}
