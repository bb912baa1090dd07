import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type {
  DoorstepContext,
  DoorstepEvents,
  DoorstepGetToken,
  DoorstepPanelElement,
  DoorstepStickyInset,
} from '../embed-types.js';
import { ensureLoader } from './ensure-loader.js';

type Listener<Name extends keyof DoorstepEvents> = (
  detail: DoorstepEvents[Name],
  event: CustomEvent<DoorstepEvents[Name]>,
) => void;

/** What React hosts give the panel. Props that are left out are left to the panel. */
export interface DoorstepPanelProps {
  /** Address of the loader: `https://…/embed/v1/doorstep.js`, or that of one version. */
  readonly src: string;
  /** Hash of that one version, as in its `versions.json`. */
  readonly integrity?: string | undefined;
  readonly installation: string;
  readonly context: DoorstepContext | null;
  readonly getToken: DoorstepGetToken;
  readonly stickyInset?: DoorstepStickyInset | undefined;
  readonly lang?: string | undefined;
  readonly theme?: 'auto' | 'light' | 'dark' | undefined;
  readonly density?: 'comfortable' | 'compact' | undefined;
  readonly preset?: 'neutral' | 'fluent' | 'slds' | undefined;
  readonly headingLevel?: 2 | 3 | 4 | 5 | undefined;
  readonly mode?: 'auto' | 'element' | 'frame' | undefined;
  readonly apiBase?: string | undefined;
  readonly className?: string | undefined;
  readonly onReady?: Listener<'doorstep-ready'> | undefined;
  readonly onContext?: Listener<'doorstep-context'> | undefined;
  readonly onPrompts?: Listener<'doorstep-prompts'> | undefined;
  readonly onOutcome?: Listener<'doorstep-outcome'> | undefined;
  readonly onLogged?: Listener<'doorstep-logged'> | undefined;
  readonly onUnsaved?: Listener<'doorstep-unsaved'> | undefined;
  /** Call `event.preventDefault()` when the host opens the record. */
  readonly onNavigate?: Listener<'doorstep-navigate'> | undefined;
  readonly onResize?: Listener<'doorstep-resize'> | undefined;
  readonly onError?: Listener<'doorstep-error'> | undefined;
}

/**
 * `<doorstep-panel>` for hosts written in React 18 or 19. It brings none of the panel with it: it sees that the loader is
 * on the page once, and hands over what it is given. The ref is the element, with its methods.
 */
export const DoorstepPanel = forwardRef<DoorstepPanelElement, DoorstepPanelProps>(function DoorstepPanel(props, ref) {
  const { src, integrity, context, stickyInset } = props;
  const element = useRef<DoorstepPanelElement>(null);
  const latest = useRef(props);
  useImperativeHandle(ref, () => element.current as DoorstepPanelElement, []);

  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    if (element.current) element.current.getToken = (ask) => latest.current.getToken(ask);
  }, []);
  // Before the browser paints, so that one resident's words are never seen beside another's record. By value: a host
  // that writes the object anew with every render has still opened one record.
  useLayoutEffect(() => {
    if (element.current) element.current.context = context;
  }, [JSON.stringify(context)]);
  useLayoutEffect(() => {
    if (element.current && stickyInset) element.current.stickyInset = stickyInset;
  }, [stickyInset?.top, stickyInset?.bottom]);

  useEffect(() => {
    const panel = element.current;
    if (!panel) return undefined;
    const ends = eventNames.map((name) => listen(panel, name, () => latest.current));
    ensureLoader(src, integrity);
    return () => ends.forEach((end) => end());
  }, [src, integrity]);

  return createElement('doorstep-panel', {
    ref: element,
    installation: props.installation,
    lang: props.lang,
    theme: props.theme,
    density: props.density,
    preset: props.preset,
    'heading-level': props.headingLevel,
    mode: props.mode,
    'api-base': props.apiBase,
    class: props.className,
  });
});

const propOf = {
  'doorstep-ready': 'onReady',
  'doorstep-context': 'onContext',
  'doorstep-prompts': 'onPrompts',
  'doorstep-outcome': 'onOutcome',
  'doorstep-logged': 'onLogged',
  'doorstep-unsaved': 'onUnsaved',
  'doorstep-navigate': 'onNavigate',
  'doorstep-resize': 'onResize',
  'doorstep-error': 'onError',
} as const satisfies Record<keyof DoorstepEvents, keyof DoorstepPanelProps>;
const eventNames = Object.keys(propOf) as (keyof DoorstepEvents)[];

/** @returns What ends the listening. */
function listen<Name extends keyof DoorstepEvents>(
  panel: DoorstepPanelElement,
  name: Name,
  props: () => DoorstepPanelProps,
): () => void {
  const hear = (event: CustomEvent<DoorstepEvents[Name]>) => {
    const listener = props()[propOf[name]] as Listener<Name> | undefined;
    listener?.(event.detail, event);
  };
  panel.addEventListener(name, hear);
  return () => panel.removeEventListener(name, hear as EventListener);
}
