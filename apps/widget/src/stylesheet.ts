import tokens from '@doorstep/ui/tokens.css?inline';
import panel from './panel.css?inline';

let sheet: CSSStyleSheet | undefined;

/** One sheet for all panels of a page. A constructed sheet needs no `unsafe-inline` in the host's policy. */
export function stylesheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(tokens + panel);
  }
  return sheet;
}
