export { LetSkillOffersGo } from './let-skill-offers-go.js';
export { RecordSkillOffer } from './record-skill-offer.js';
export { ShowSkillOffers } from './show-skill-offers.js';
export { SkillOffersModule } from './skill-offers.module.js';
export { WithdrawSkillOffer } from './withdraw-skill-offer.js';
