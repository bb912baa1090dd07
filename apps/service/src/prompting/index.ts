export {
  checkHousehold,
  checkPrompts,
  checkStanding,
  readStanding,
  type CheckedHousehold,
  type CheckedPrompt,
  type PromptToCheck,
} from './check-prompt.js';
export { ChangeSuppressionSettings } from './change-suppression-settings.js';
export { countNotHeard } from './count-not-heard.js';
export { DecideContacts, type DecidedBatch } from './decide-contacts.js';
export { ForeseeDecision, type Foreseen } from './foresee-decision.js';
export { ExplainHousehold, type ExplainedRecord } from './explain-household.js';
export { atMoment, gatherHousehold, gatherHouseholds, type AskMoment } from './gather-facts.js';
export { ListDecisions } from './list-decisions.js';
export { ListPrompts } from './list-prompts.js';
export { readSettings } from './read-settings.js';
export { holdDeciding, RulesInForce } from './rules-in-force.js';
export { ReplayDecisions, type Replay, type ReplayDifference } from './replay-decisions.js';
export { PromptingModule } from './prompting.module.js';
export { ShowSuppressionSettings } from './show-suppression-settings.js';
export { atDisplay } from './staff-moment.js';
export { decideContactsJob } from './decide-contacts.job.js';
export { addDecisionCommands } from './decisions.cli.js';
