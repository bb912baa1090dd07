import { availableParallelism } from 'node:os';

/** How TypeScript becomes JavaScript in tests and in the child processes that tests start. */
export const compilation = {
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
    keepClassNames: true,
  },
};

/** One runner for every package: unit, integration and browser tests alike. */
export default {
  testMatch: ['<rootDir>/{apps,packages,tools}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@doorstep/source', 'node', 'node-addons'] },
  transform: { '^.+\\.tsx?$': ['@swc/jest', compilation] },
  // Two at least: a file then runs in a process of its own, and what it leaves open cannot hold up the end of the run.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  globalSetup: '<rootDir>/packages/testing/jest.global-setup.mjs',
  globalTeardown: '<rootDir>/packages/testing/jest.global-teardown.mjs',
  // What a file loaded stays in its process when it has ended: past this, it is all the rubbish collector's time.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
};
