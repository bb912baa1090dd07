import 'reflect-metadata';
import { openService } from './open-service.js';
import { runDoorstep } from './program.js';

await runDoorstep(process.argv.slice(2), openService(process.env));
