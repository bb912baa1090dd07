import 'reflect-metadata';
import { openService } from './open-service.js';
import { runDoorstep } from './program.js';

// Whoever reads may have read enough: `… --jsonl | head -1`. The work is done all the same, and the service closed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await runDoorstep(process.argv.slice(2), openService(process.env));
