import type { PanelHeaders } from './panel-headers.js';

/**
 * Whether a request comes from a page that we served: the frame page and the page of a one-time link. A browser says so
 * itself (`Sec-Fetch-Site`, which no page can set); one that does not is believed by its Origin, which it leaves out when
 * it reads from where the page is.
 */
export function isOwnPage({ origin, host, 'sec-fetch-site': site }: PanelHeaders): boolean {
  if (site !== undefined) return site === 'same-origin';
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
