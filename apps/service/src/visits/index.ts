export { MakeShiftLink } from './make-shift-link.js';
export { ShowPhoto } from './show-photo.js';
export { addVisitCommands } from './visits.cli.js';
export { VisitsModule } from './visits.module.js';
