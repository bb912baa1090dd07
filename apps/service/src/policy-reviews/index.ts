export { keepPolicyClash } from './keep-policy-clash.js';
export { PolicyReviewsModule } from './policy-reviews.module.js';
export { RaisePolicyReviews } from './raise-policy-reviews.js';
export { SayPolicyClash } from './say-policy-clash.js';
