export { AsksModule } from './asks.module.js';
