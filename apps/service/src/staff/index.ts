export { MakeFirstLink } from './make-first-link.js';
export { StaffModule } from './staff.module.js';
