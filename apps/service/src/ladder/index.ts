export { LadderModule } from './ladder.module.js';
export { addLadderCommands } from './ladder.cli.js';
