export { EvidenceModule } from './evidence.module.js';
export { MakePacks } from './make-packs.js';
export { makePacksJob } from './make-packs.job.js';
export { namesOfHousehold } from './names-of-household.js';
export type { PackDocument, PackSection } from './pack-document.js';
export { packHtml, packPolicy } from './pack-html.js';
export { packForms, packKey } from './show-pack.js';
export { withoutNames } from './without-names.js';
