export { PrivacyModule } from './privacy.module.js';
export { ShowPerson, type PersonShown } from './show-person.js';
