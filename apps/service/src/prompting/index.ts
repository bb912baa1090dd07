export { DecideContacts, type DecidedBatch } from './decide-contacts.js';
export { gatherFacts } from './gather-facts.js';
export { ListDecisions } from './list-decisions.js';
export { ListPrompts } from './list-prompts.js';
export { PromptingModule } from './prompting.module.js';
export { decideContactsJob } from './decide-contacts.job.js';
