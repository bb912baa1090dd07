export { AddAction } from './add-action.js';
export { MakePromise } from './make-promise.js';
export { PromisesModule } from './promises.module.js';
export { SettleAction } from './settle-action.js';
