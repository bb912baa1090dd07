export { GoingLiveModule } from './going-live.module.js';
export { showsNothingTo } from './shows-nothing-to.js';
