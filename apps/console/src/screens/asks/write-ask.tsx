import '../../styles/asks.css';
import type { AskShown } from '@doorstep/contracts/http';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMay, useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { AskForm } from './ask-form.js';
import { emptyAsk, valuesOf, type AskValues } from './ask-values.js';
import { useAsk } from './use-ask.js';

/** Writes a new ask: four fields for a small one. Of a place where its address names one, as from the picture. */
export function NewAsk() {
  const text = useText();
  const { name } = useSignedIn();
  const onSaved = useGoToAsk();
  const place = usePlace();
  const start = { ...emptyAsk(name), ...(place && { isForEveryone: false, places: [place] }) };
  return (
    <Page title={text('askForm.title')} lead={text('askForm.lead')}>
      {useMay('asks.change') ? <AskForm start={start} onSaved={onSaved} /> : <NoPermission to="asks.change" />}
    </Page>
  );
}

/** Changes what an ask says. */
export function ChangeAsk() {
  const text = useText();
  const { id = '' } = useParams();
  const mayAsk = useMay('asks.change');
  const onSaved = useGoToAsk();
  const { data, error, refetch } = useAsk(id);
  return (
    <Page title={text('askForm.changeTitle')} {...(data ? { lead: data.question } : {})}>
      {!mayAsk ? (
        <NoPermission to="asks.change" />
      ) : data ? (
        <AskForm ask={data} start={valuesOf(data)} onSaved={onSaved} />
      ) : error ? (
        <ErrorNotice error={error} title={text('ask.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('ask.getting')} />
      )}
    </Page>
  );
}

function usePlace(): AskValues['places'][number] | undefined {
  const [search] = useSearchParams();
  const { state } = useLocation() as { state: { readonly name?: string } | null };
  const reference = search.get('place');
  return reference === null ? undefined : { reference, name: state?.name ?? null };
}

function useGoToAsk(): (ask: AskShown) => void {
  const text = useText();
  const go = useNavigate();
  return ({ id, state }) =>
    void go(`/asks/${id}`, {
      state: { says: text(state === 'draft' ? 'askForm.savedDraft' : 'askForm.saved') },
    });
}
