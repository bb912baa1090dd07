import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { readConfig } from './platform/config/config.js';
import type { OpenService } from './platform/command-line/command-line.js';
import { openPlatform } from './platform/open-platform.js';

/** Opens the whole service for a command, as the environment says, and closes it. Nothing listens. */
export function openService(env: NodeJS.ProcessEnv): OpenService {
  return async (work) => {
    const config = readConfig(env, env['INIT_CWD'] ?? process.cwd());
    const platform = await openPlatform(config, 'command', (line) => process.stderr.write(`${line}\n`));
    try {
      const app = await NestFactory.createApplicationContext(AppModule.on(platform), {
        logger: false,
        abortOnError: false,
      });
      await work(app);
      await app.close();
    } finally {
      await platform.close();
    }
  };
}
