export { keepRuleClash } from './keep-rule-clash.js';
export { PolicyReviewsModule } from './policy-reviews.module.js';
export { RaisePolicyReviews } from './raise-policy-reviews.js';
export { SayRuleClash } from './say-rule-clash.js';
