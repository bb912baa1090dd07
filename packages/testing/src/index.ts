export { AxeBuilder } from '@axe-core/playwright';
export { launchChromium } from './browser.js';
export { fakeClock, type FakeClock } from './clock.js';
export { createTestDatabase, type TestDatabase } from './database.js';
