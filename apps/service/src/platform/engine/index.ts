export { eraseEngine } from './erase-engine.js';
export { EngineProblem } from './engine-problem.js';
export { startEngine, type Engine, type EngineOptions } from './start-engine.js';
