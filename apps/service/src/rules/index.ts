export { DraftRule } from './draft-rule.js';
export { RulesModule } from './rules.module.js';
export { addRuleCommands } from './rules.cli.js';
