import { DoorstepPanel } from './element.js';
import { followInstruction } from './queue.js';
import { registerToken, type GetToken } from './token.js';

// A host may bundle a panel of its own; a second define would throw.
if (!customElements.get('doorstep-panel')) {
  followInstruction(window, 'token', (getToken) => {
    if (typeof getToken === 'function') registerToken(getToken as GetToken);
  });
  customElements.define('doorstep-panel', DoorstepPanel);
}
