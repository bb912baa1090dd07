import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { startService } from '../../../test/start-service.js';

const consoleFolder = new URL('../../../../console/', import.meta.url);
const kept = fileURLToPath(new URL('src/api/schema.d.ts', consoleFolder));
const generator = join(
  dirname(createRequire(new URL('package.json', consoleFolder)).resolve('openapi-typescript/package.json')),
  'bin/cli.js',
);

it('are those of what the service answers; mend with: node tools/run/api-types.mjs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-api-types-'));
  const service = await startService();
  try {
    const description = await (await fetch(`${service.url}/openapi.json`)).text();
    const [from, to] = [join(folder, 'openapi.json'), join(folder, 'schema.d.ts')];
    writeFileSync(from, description);
    await promisify(execFile)(process.execPath, [generator, from, '-o', to], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const fresh = readFileSync(to, 'utf8');
    if (process.env['UPDATE_API_TYPES'] === '1') writeFileSync(kept, fresh);
    expect(readFileSync(kept, 'utf8') === fresh).toBe(true);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
