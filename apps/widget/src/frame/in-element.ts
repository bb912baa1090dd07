import tokensCss from '@doorstep/ui/tokens.css?inline';
import type { DoorstepContext, DoorstepGetToken, DoorstepStickyInset } from '../embed-types.js';
import { mountFrame, type FrameOptions, type FramePanel } from './host.js';

type Look = Omit<FrameOptions, 'installation' | 'context' | 'getToken' | 'on'>;

/** The properties by which a host gives its own look; a frame inherits none of them. */
const tokenNames = [...new Set(tokensCss.match(/--doorstep-[a-z-]+/g))];

/** Puts the panel of an element into a frame inside it. */
export function frameIn(
  element: HTMLElement,
  container: HTMLElement,
  options: {
    readonly base: string;
    readonly context: DoorstepContext | null;
    readonly stickyInset: DoorstepStickyInset;
    readonly getToken: DoorstepGetToken;
  },
): FramePanel {
  const { base, context, stickyInset, getToken } = options;
  const installation = element.getAttribute('installation') ?? '';
  return mountFrame(container, base, { installation, context, getToken, stickyInset, ...lookOfElement(element) });
}

/** How an element is to look, by its attributes and the properties it inherits; a value that is none is left out. */
export function lookOfElement(element: HTMLElement): Look {
  const style = getComputedStyle(element);
  const tokens = tokenNames.map((name) => [name, style.getPropertyValue(name).trim()] as const);
  const level = Number(element.getAttribute('heading-level'));
  return {
    lang: element.getAttribute('lang') ?? undefined,
    theme: oneOf(element.getAttribute('theme'), ['auto', 'light', 'dark']),
    density: oneOf(element.getAttribute('density'), ['comfortable', 'compact']),
    preset: oneOf(element.getAttribute('preset'), ['neutral', 'fluent', 'slds']),
    headingLevel: [2, 3, 4, 5].includes(level) ? level : undefined,
    tokens: Object.fromEntries(tokens.filter(([, value]) => value !== '' && value.length <= 200)),
  };
}

function oneOf<Value extends string>(given: string | null, values: readonly Value[]): Value | undefined {
  return values.find((value) => value === given);
}
