import { DoorstepPanel } from './element.js';
import { takeOverQueue } from './queue.js';

// A page may load two copies. The first one wins: a second define would throw and stop the rest of its own script.
if (!customElements.get('doorstep-panel')) {
  takeOverQueue(window as { Doorstep?: unknown });
  customElements.define('doorstep-panel', DoorstepPanel);
}
