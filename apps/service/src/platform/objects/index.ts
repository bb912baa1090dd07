export { openObjects } from './open-objects.js';
export { FolderStore } from './folder-store.js';
export { type ObjectStore } from './object-store.js';
