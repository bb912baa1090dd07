export { MakeShiftLink } from './make-shift-link.js';
export { addVisitCommands } from './visits.cli.js';
export { VisitsModule } from './visits.module.js';
