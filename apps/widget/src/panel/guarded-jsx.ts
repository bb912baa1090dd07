import { Fragment as Together, jsx as make, jsxs as makeWithChildren } from 'react/jsx-runtime';

/** What an element of the panel says to the panel when a handler of its own threw. It stays in the shadow root. */
export const stoppedInside = 'stopped-inside';

type Handler = (event: { readonly currentTarget: EventTarget }) => unknown;

/** What the compiler asks for beside the two below. @public */
export const Fragment = Together;

/** As React's own, but that no handler throws into the page: neither React nor Preact catches those. @public */
export const jsx: typeof make = (type, props, key) => make(type, guarded(type, props), key);
/** The same, for more than one child. @public */
export const jsxs: typeof makeWithChildren = (type, props, key) => makeWithChildren(type, guarded(type, props), key);

function guarded(type: unknown, props: unknown): unknown {
  if (typeof type !== 'string') return props;
  const all = Object.entries(props as object).map(([name, value]) => [
    name,
    /^on[A-Z]/.test(name) && typeof value === 'function' ? guardedHandler(value as Handler) : value,
  ]);
  return Object.fromEntries(all);
}

function guardedHandler(handle: Handler): Handler {
  return (event) => {
    const { currentTarget } = event;
    try {
      return handle(event);
    } catch (thrown) {
      console.warn('Doorstep has stopped:', thrown);
      return currentTarget.dispatchEvent(new CustomEvent(stoppedInside, { bubbles: true }));
    }
  };
}
