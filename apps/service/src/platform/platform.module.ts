import { Module, type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { type Antivirus } from './antivirus/index.js';
import { Database } from './database/database.js';
import { HealthController } from './http/health.controller.js';
import { PublicOrigin } from './http/public-origin.js';
import { WriteOnceInterceptor } from './http/write-once.interceptor.js';
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
  /** What holds the folders that landlords deliver files to; undefined: there is none. */
  readonly filesRoot: string | undefined;
  /** Days for which a backup of the database may still be restored. */
  readonly backupDays: number;
  /** Where browsers reach the service, e.g. `https://doorstep.elm-homes.example`; undefined: as each request says. */
  readonly publicOrigin: string | undefined;
}

/** What a room asks for, where it needs the object store, the virus scanner, the files that are delivered or what is known of backups. */
export const objectStore = Symbol('object store');
export const virusScanner = Symbol('virus scanner');
export const deliveredFiles = Symbol('delivered files');
export const backupDaysKept = Symbol('backup days kept');

@Module({})
export class PlatformModule {
  static of({
    database,
    queue,
    sealer,
    objects,
    antivirus,
    filesRoot,
    backupDays,
    publicOrigin,
  }: Platform): DynamicModule {
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
        { provide: deliveredFiles, useValue: filesRoot ?? null },
        { provide: backupDaysKept, useValue: backupDays },
        { provide: PublicOrigin, useValue: new PublicOrigin(publicOrigin) },
        { provide: APP_INTERCEPTOR, useClass: WriteOnceInterceptor },
      ],
      exports: [Database, JobQueue, Sealer, objectStore, virusScanner, deliveredFiles, backupDaysKept, PublicOrigin],
    };
  }
}
