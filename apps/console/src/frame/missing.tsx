import { useText } from '../language.js';
import { Page } from '../parts/page.js';

/** An address that leads nowhere. */
export function Missing() {
  const text = useText();
  return (
    <Page title={text('missing.title')}>
      <p>{text('missing.says')}</p>
    </Page>
  );
}
