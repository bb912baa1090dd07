export { addVisitCommands } from './visits.cli.js';
export { VisitsModule } from './visits.module.js';
