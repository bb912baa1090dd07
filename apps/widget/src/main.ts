import { DoorstepPanel } from './element.js';
import { takeOverQueue } from './queue.js';

// A host may bundle a panel of its own; a second define would throw.
if (!customElements.get('doorstep-panel')) {
  takeOverQueue(window);
  customElements.define('doorstep-panel', DoorstepPanel);
}
