export { CheckRule } from './check-rule.js';
export { DraftRule } from './draft-rule.js';
export { ListRules } from './list-rules.js';
export { PreviewRule } from './preview-rule.js';
export { RetireRule } from './retire-rule.js';
export { RulesModule } from './rules.module.js';
export { ShowRule } from './show-rule.js';
export { SwitchOnRule } from './switch-on-rule.js';
