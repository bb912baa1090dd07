export { DisplayModule } from './display.module.js';
export { inTheirWord, readTheirWord, type InTheirWord } from './in-their-word.js';
