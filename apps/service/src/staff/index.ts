export { MakeFirstLink } from './make-first-link.js';
export { addStaffCommands } from './staff.cli.js';
export { StaffModule } from './staff.module.js';
