import { useNavigate } from 'react-router';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { PromiseForm } from './promise-form.js';

/** Makes a promise, in residents' words. */
export function NewPromise() {
  const text = useText();
  const go = useNavigate();
  const mayPromise = useMay('promises.change');
  return (
    <Page title={text('promise.newTitle')} lead={text('promise.newLead')}>
      {mayPromise ? (
        <PromiseForm onSaved={() => void go('/promises', { state: { says: text('promise.made') } })} />
      ) : (
        <NoPermission to="promises.change" />
      )}
    </Page>
  );
}
