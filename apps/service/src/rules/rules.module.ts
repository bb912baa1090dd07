import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { PromptingModule } from '../prompting/index.js';
import { CheckRule } from './check-rule.js';
import { DraftRule } from './draft-rule.js';
import { ListRuleChoices } from './list-rule-choices.js';
import { ListRules } from './list-rules.js';
import { PreviewRule } from './preview-rule.js';
import { RetireRule } from './retire-rule.js';
import { RuleChoicesController } from './rule-choices.controller.js';
import { RulesController } from './rules.controller.js';
import { ShowRule } from './show-rule.js';
import { SwitchOnRule } from './switch-on-rule.js';

@Module({
  imports: [OrganisationsModule, PromptingModule],
  controllers: [RulesController, RuleChoicesController],
  providers: [CheckRule, DraftRule, ListRuleChoices, ListRules, PreviewRule, RetireRule, ShowRule, SwitchOnRule],
  exports: [CheckRule, DraftRule, ListRules, PreviewRule, RetireRule, ShowRule, SwitchOnRule],
})
export class RulesModule {}
