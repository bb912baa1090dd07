export { PromisesModule } from './promises.module.js';
