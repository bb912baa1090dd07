import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { OnVisits } from './on-visits.js';
import { WithoutRecord } from './without-record.js';

/** What was said and waits: for a person to settle it, or for the record that it is about. */
export function HeldWords() {
  const text = useText();
  const mayRead = useMay('voices.read');
  return (
    <Page title={text('heldWords.title')} lead={text('heldWords.lead')}>
      {mayRead ? (
        <>
          <OnVisits />
          <WithoutRecord />
        </>
      ) : (
        <NoPermission to="voices.read" />
      )}
    </Page>
  );
}
