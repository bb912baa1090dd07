import type { Look } from '@doorstep/contracts/embed-messages';
import type { DoorstepPanelElement } from '../embed-types.js';
import { dressPage } from './notice.js';

/** The attributes of the element that the host sets, and what it calls them over the channel. */
const attributes = {
  lang: 'lang',
  theme: 'theme',
  preset: 'preset',
  density: 'density',
  headingLevel: 'heading-level',
} as const;

/**
 * Returns what gives a panel the look that its host asks for: what is left out stays, and `tokens` are one whole. The
 * values go in one by one, so that none can end its rule and begin another.
 */
export function lookOf(panel: DoorstepPanelElement): (look: Look) => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':root {} doorstep-panel {}');
  const [page, tokens] = [...sheet.cssRules].map((rule) => (rule as CSSStyleRule).style) as [
    CSSStyleDeclaration,
    CSSStyleDeclaration,
  ];
  dressPage(sheet);
  return (look) => {
    for (const [name, attribute] of Object.entries(attributes)) {
      const value = look[name as keyof typeof attributes];
      if (value !== undefined) panel.setAttribute(attribute, String(value));
    }
    if (look.lang !== undefined) document.documentElement.lang = look.lang;
    // A page of another scheme than the panel would show behind it wherever the panel ends before the frame does.
    if (look.theme !== undefined) page.setProperty('color-scheme', look.theme === 'auto' ? 'light dark' : look.theme);
    if (look.stickyInset !== undefined) panel.stickyInset = look.stickyInset;
    if (look.tokens === undefined) return;
    for (const name of [...tokens]) tokens.removeProperty(name);
    for (const [name, value] of Object.entries(look.tokens)) tokens.setProperty(name, value);
  };
}
