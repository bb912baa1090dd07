export { FolderStore } from './folder-store.js';
export { type ObjectStore } from './object-store.js';
export { S3Store, type S3Place } from './s3-store.js';
