export { PrivacyModule } from './privacy.module.js';
export { ShowPerson } from './show-person.js';
