/** `doorstep-frame.js` as Doorstep serves it, copied beside this file before the control is built. */
export {};

declare global {
  interface Window {
    Doorstep(instruction: 'frame', options: DoorstepFrameOptions, whenMounted: (panel: DoorstepFrame) => void): void;
  }
  interface DoorstepFrame {
    setContext(context: DoorstepPerson | null): Promise<{ ok: boolean }>;
    destroy(): Promise<{ ok: boolean }>;
  }
  interface DoorstepPerson {
    kind: 'one';
    type: 'person';
    id: { host: string; personRef: string };
  }
  interface DoorstepFrameOptions {
    in: HTMLElement;
    base: string;
    installation: string;
    preset: 'fluent';
    context: DoorstepPerson | null;
    getToken(ask: { record: { id: string }; signal: AbortSignal }): Promise<string>;
  }
}
