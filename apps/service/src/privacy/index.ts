export { PrivacyModule } from './privacy.module.js';
export { ReplayErasures } from './replay-erasures.js';
export { ShowPerson } from './show-person.js';
export { addPersonCommands } from './person.cli.js';
export { addPrivacyCommands } from './privacy.cli.js';
