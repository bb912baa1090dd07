export { builtOnce, filesBelow } from './built-once.js';
export { launchChromium } from './browser.js';
export { fakeClock, type FakeClock } from './clock.js';
export { freePort } from './free-port.js';
export { startMariaDb, type TestMariaDb } from './mariadb.js';
export { scratchFolder } from './scratch-folder.js';
export { createTestDatabase, type TestDatabase } from './database.js';
