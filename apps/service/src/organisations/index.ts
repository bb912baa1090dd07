export { AddApiKey } from './add-api-key.js';
export { AddOrganisation, type AddedOrganisation } from './add-organisation.js';
export { CheckApiKey } from './check-api-key.js';
export { makeCredential, readCredential } from './credential.js';
export { FindOrganisation, type FoundOrganisation } from './find-organisation.js';
export { OrganisationsModule } from './organisations.module.js';
export { Organisation } from './organisation.entity.js';
export { ApiKey } from './api-key.entity.js';
