import '../../styles/asks.css';
import type { AskRequestShown, AskShown } from '@doorstep/contracts/http';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMay, useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { today } from '../../when.js';
import { AskForm } from './ask-form.js';
import { emptyAsk, valuesOf, type AskValues } from './ask-values.js';
import { useAsk } from './use-ask.js';

/** Writes a new ask: four fields for a small one. Of a place, of works planned there, or of what a team sent, where its address names one. */
export function NewAsk() {
  const text = useText();
  const { name } = useSignedIn();
  const onSaved = useGoToAsk();
  const place = usePlace();
  const works = useWorks();
  const request = useRequest();
  const empty = emptyAsk(name);
  const start = {
    ...empty,
    ...(place && { isForEveryone: false, places: [place] }),
    ...request?.said,
    ...(works && { theme: 'works', decisionOn: decidedBefore(works.startsOn, empty.decisionOn) }),
  };
  return (
    <Page title={text('askForm.title')} lead={text('askForm.lead')}>
      {useMay('asks.change') ? (
        <AskForm
          start={start}
          comesOf={works ? { plannedWorks: works.id } : request && { request: request.id }}
          onSaved={onSaved}
        />
      ) : (
        <NoPermission to="asks.change" />
      )}
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

/** The works that it asks about, and when they begin where that is known. */
function useWorks(): { readonly id: string; readonly startsOn: string | undefined } | undefined {
  const [search] = useSearchParams();
  const { state } = useLocation() as { state: { readonly startsOn?: string } | null };
  const id = search.get('works');
  return id === null ? undefined : { id, startsOn: state?.startsOn };
}

/** The request that it comes of, and what that says already. */
function useRequest(): { readonly id: string; readonly said: Partial<AskValues> } | undefined {
  const [search] = useSearchParams();
  const { state } = useLocation() as { state: { readonly request?: AskRequestShown } | null };
  const id = search.get('request');
  if (id === null) return undefined;
  if (!state?.request) return { id, said: {} };
  const { question, why, scope, places } = state.request;
  return { id, said: { question, why, isForEveryone: scope.kind === 'everyone', places } };
}

/** The day before works begin, today at the earliest, where that comes first: later it is decided already. */
function decidedBefore(startsOn: string | undefined, otherwise: string): string {
  if (startsOn === undefined) return otherwise;
  const dayBefore = new Date(Date.parse(startsOn) - 86_400_000).toISOString().slice(0, 10);
  const soonest = dayBefore < today() ? today() : dayBefore;
  return soonest < otherwise ? soonest : otherwise;
}

function useGoToAsk(): (ask: AskShown) => void {
  const text = useText();
  const go = useNavigate();
  return ({ id, state }) =>
    void go(`/asks/${id}`, {
      state: { says: text(state === 'draft' ? 'askForm.savedDraft' : 'askForm.saved') },
    });
}
