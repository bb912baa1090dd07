export { PrivacyModule } from './privacy.module.js';
export { ShowPerson } from './show-person.js';
export { addPersonCommands } from './person.cli.js';
