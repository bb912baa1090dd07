/**
 * What runs in `POST /embed/v1/canvas/<installation>`, the page that Salesforce puts into a canvas. The signed request came
 * in the body of that post and stands in the page itself, in no address; it is taken out of there before anything else.
 */
import { ownPage } from '../own-page.js';
import { askCanvas } from './ask-canvas.js';
import { openOnce } from './open-once.js';
import { originsIn } from './origins-in.js';

const signed = document.querySelector<HTMLMetaElement>('meta[name="doorstep-canvas"]');
const canvas = signed?.content ?? '';
signed?.remove();
const installation = document.querySelector<HTMLMetaElement>('meta[name="doorstep-installation"]')?.content ?? '';

// On its own, in a tab, it was posted by nobody that a landlord named.
const isInCanvas = window.parent !== window && canvas !== '' && installation !== '';
ownPage.renew = async (signal) => {
  const renewed = await askCanvas(originsIn(document), signal);
  return renewed === '' ? undefined : { canvas: renewed, installation };
};
void openOnce({
  shown: isInCanvas ? { canvas, installation } : undefined,
  exchange: '../session',
  installation,
  over: { title: 'canvas.overTitle', body: 'canvas.overBody', again: 'canvas.again' },
});
