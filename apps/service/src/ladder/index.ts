export { AnswerLadderStep } from './answer-ladder-step.js';
export { LadderModule } from './ladder.module.js';
export { ListLadders } from './list-ladders.js';
export { NextLadderStep } from './next-ladder-step.js';
export { ShowLadder } from './show-ladder.js';
export { StartLadder } from './start-ladder.js';
