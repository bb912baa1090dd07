export { markStep } from './mark-step.js';
export { SetUpModule } from './set-up.module.js';
export { UseShippedQuestions } from './use-shipped-questions.js';
