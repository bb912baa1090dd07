/**
 * `/embed/v1/doorstep.js`: a classic script that fetches the panel beside it. It throws nothing into its host page and
 * leaves one global there, `Doorstep`.
 */
import { elementFiles, frameFile, loadPanel } from './loader-panel.js';
import { claimPage } from './loader-page.js';

const script = document.currentScript;
if (script instanceof HTMLScriptElement && claimPage(window, DOORSTEP_VERSION)) {
  const holdsElements = 'customElements' in window && 'attachShadow' in Element.prototype;
  loadPanel(holdsElements ? elementFiles(script) : frameFile(script));
}
