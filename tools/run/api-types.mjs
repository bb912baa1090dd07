/** `node tools/run/api-types.mjs`: writes apps/console/src/api/schema.d.ts anew from what the service answers. */
import { join } from 'node:path';
import { root } from './root.mjs';
import { handOver } from './run-process.mjs';

process.exitCode = await handOver(
  [
    '--experimental-vm-modules',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    join('apps', 'service', 'src', 'platform', 'http', 'api-types'),
  ],
  { env: { ...process.env, UPDATE_API_TYPES: '1' } },
);
