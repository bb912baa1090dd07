/**
 * `/embed/v1/doorstep-frame.js`: a classic script for host pages that show the panel in a frame of ours. It throws nothing
 * into its page, listens to no message of it, and leaves one global there, `Doorstep`.
 *
 *     Doorstep('frame', { in: '#panel', installation: 'ins_…', getToken: (ask) => … }, (panel) => panel.setContext(…));
 */
import { followInstruction } from '../queue.js';
import { mountFrame, type FrameOptions, type FramePanel } from './host.js';

interface FrameInstruction extends FrameOptions {
  /** Where the frame goes: an element, or a selector of one. */
  readonly in: HTMLElement | string;
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const base = new URL('.', script.src).href;
  followInstruction(window, 'frame', (options, whenMounted) => {
    const act = () =>
      mount(base, options as FrameInstruction, whenMounted as ((panel: FramePanel) => void) | undefined);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act, { once: true });
    else act();
  });
}

function mount(base: string, options: FrameInstruction, whenMounted?: (panel: FramePanel) => void): void {
  try {
    const container = typeof options.in === 'string' ? document.querySelector<HTMLElement>(options.in) : options.in;
    if (!container) throw new Error(`nothing matches ${String(options.in)}`);
    whenMounted?.(mountFrame(container, base, options));
  } catch (error) {
    console.warn('The instruction `frame` to Doorstep was not followed to its end:', error);
  }
}
