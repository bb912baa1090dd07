export { byAge, inBands } from './age-bands.js';
export { PictureModule } from './picture.module.js';
