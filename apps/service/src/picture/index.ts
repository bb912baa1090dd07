export { byAge, inBands } from './age-bands.js';
export { blocks, namesOfAreas } from './area-of-home.js';
export { narrowToPlace } from './narrow-to-place.js';
export { PictureModule } from './picture.module.js';
