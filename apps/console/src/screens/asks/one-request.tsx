import type { AskLoad, AskRequestShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { dayOf } from '../../when.js';
import { askRequestsKey } from './use-ask-requests.js';

interface Props {
  readonly request: AskRequestShown;
  readonly onRefused: () => void;
}

/** A question that a team would like asked, what became of it, and for whoever leads: an ask of it, or why not. */
export function OneRequest({ request, onRefused }: Props) {
  const { locale, text } = useLanguage();
  const mayAsk = useMay('asks.change');
  const [isRefusing, setRefusing] = useState(false);
  const { question, why, state, problems, load } = request;
  const whom =
    request.scope.kind === 'everyone'
      ? text('ask.everyone')
      : request.places.map(({ reference, name }) => name ?? reference).join(', ');
  return (
    <div className="notice notice-plain">
      <h3 className="notice-title">{question}</h3>
      <p>{why}</p>
      <p className="hint">
        {text('askRequests.by', { name: request.requestedBy, day: dayOf(locale, request.requestedAt), whom })}
      </p>
      <Became request={request} />
      {load && <Load load={load} />}
      {problems.length > 0 && (
        <>
          <p>{text('askRequests.better')}:</p>
          <ul lang="en-GB">
            {problems.map(({ part, message }) => (
              <li key={part + message}>{message}</li>
            ))}
          </ul>
        </>
      )}
      {mayAsk && state === 'waiting' && (
        <div className="buttons">
          <Link
            to={`/asks/new?request=${request.id}`}
            state={{ request }}
            className="button"
            aria-label={`${text('askRequests.write')}: ${question}`}
          >
            {text('askRequests.write')}
          </Link>
          <button
            type="button"
            className="button"
            aria-label={`${text('askRequests.refuse')}: ${question}`}
            onClick={() => setRefusing(true)}
          >
            {text('askRequests.refuse')}
          </button>
        </div>
      )}
      {isRefusing && (
        <Refuse
          id={request.id}
          onCancel={() => setRefusing(false)}
          onRefused={() => {
            setRefusing(false);
            onRefused();
          }}
        />
      )}
    </div>
  );
}

function Became({ request: { state, because, ask } }: { readonly request: AskRequestShown }) {
  const { text } = useLanguage();
  if (state === 'waiting') return <p>{text('askRequests.isWaiting')}</p>;
  if (ask === null) return <p>{text('askRequests.isRefused', { because: because ?? '' })}</p>;
  return (
    <p>
      {text('askRequests.becameAsk')} <AskLink ask={ask} /> {text(`askRequests.ask.${ask.state}`)}
    </p>
  );
}

function AskLink({ ask }: { readonly ask: NonNullable<AskRequestShown['ask']> }) {
  const mayRead = useMay('asks.read');
  return mayRead ? <Link to={`/asks/${ask.id}`}>{ask.question}</Link> : ask.question;
}

function Load({ load }: { readonly load: AskLoad }) {
  const { text } = useLanguage();
  const { households: homes, asked, isMost, days, openAsks } = load;
  const says =
    homes === null
      ? text('askRequests.load.few')
      : isMost
        ? text('askRequests.load.most', { homes, days })
        : asked === null
          ? text('askRequests.load.little', { homes, days })
          : text('askRequests.load.some', { asked, homes, days });
  return (
    <p>
      {says} {openAsks > 0 && text('askRequests.openAsks', { count: openAsks })}
    </p>
  );
}

interface RefuseProps {
  readonly id: string;
  readonly onCancel: () => void;
  readonly onRefused: () => void;
}

function Refuse({ id, onCancel, onRefused }: RefuseProps) {
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  const [isTried, setTried] = useState(false);
  const refusing = useMutation({
    mutationFn: (): Promise<AskRequestShown> =>
      answered(api.POST('/api/v1/ask-requests/{id}/refuse', { params: { path: { id } }, body: { because } })),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: askRequestsKey });
      onRefused();
    },
  });
  const isMissing = because.trim() === '';
  return (
    <Confirm
      isOpen
      title={text('askRequests.sure')}
      action={text('askRequests.refuse')}
      isBusy={refusing.isPending}
      onCancel={onCancel}
      onConfirm={() => {
        setTried(true);
        if (!isMissing) refusing.mutate();
      }}
    >
      {refusing.isError && <ErrorNotice error={refusing.error} title={text('ask.notDone')} />}
      <p>{text('askRequests.sureSays')}</p>
      <TextAreaField
        label={text('askRequests.because')}
        error={isTried && isMissing ? text('askRequests.becauseMissing') : undefined}
        rows={2}
        maxLength={500}
        value={because}
        onChange={({ target }) => setBecause(target.value)}
      />
    </Confirm>
  );
}
