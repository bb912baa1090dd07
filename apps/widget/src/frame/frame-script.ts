/**
 * `/embed/v1/doorstep-frame.js`: a classic script for host pages that show the panel in a frame of ours. It throws nothing
 * into its page, listens to no message of it, and leaves one global there, `Doorstep`.
 *
 *     Doorstep('frame', { in: '#panel', installation: 'ins_…', getToken: (ask) => … }, (panel) => panel.setContext(…));
 */
import { followInstruction } from '../queue.js';
import { mountFrame, type FrameOptions, type FramePanel } from './host.js';

interface FrameInstruction extends FrameOptions {
  /** Where the frame goes, or an `iframe` of the host's own that has no address yet: an element, or a selector of one. */
  readonly in: HTMLElement | string;
  /** Where our pages are, `https://…/embed/v1/`, for hosts that serve this script themselves. */
  readonly base?: string | undefined;
}

/** A platform that runs the text of a script without its tag leaves us not knowing where it came from. */
const besideScript = (document.currentScript as HTMLScriptElement | null)?.src;
followInstruction(window, 'frame', (options, whenMounted) => {
  const act = () => mount(options as FrameInstruction, whenMounted as ((panel: FramePanel) => void) | undefined);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act, { once: true });
  else act();
});

function mount(options: FrameInstruction, whenMounted?: (panel: FramePanel) => void): void {
  try {
    const { in: place, base = besideScript, ...rest } = options;
    const container = typeof place === 'string' ? document.querySelector<HTMLElement>(place) : place;
    const panel = mountFrame(container as HTMLElement, new URL('.', base as string).href, rest);
    whenMounted?.(panel);
  } catch (error) {
    console.warn('Doorstep has no frame:', error);
  }
}
