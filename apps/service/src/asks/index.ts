export { recordPromptAnswer, takeBackPromptAnswer, topicOfOutcome } from './record-prompt-answer.js';
export { levelOfAsk } from './level-of-ask.js';
export { stateNow } from './read-ask.js';
export { AsksModule } from './asks.module.js';
