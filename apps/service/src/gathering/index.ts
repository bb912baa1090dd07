export { GatheringModule } from './gathering.module.js';
