import type { PrivacyCase } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { NotSaved } from '../../parts/not-saved.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf, today } from '../../when.js';
import { EndRequest, type Change } from './end-request.js';
import { EraseResident } from './erase-resident.js';

interface Props {
  readonly request: PrivacyCase;
  readonly onChanged: (now: PrivacyCase, says: string) => void;
}

/** One thing that somebody asked for: its clock, what to do about it, and how it ended. */
export function Request({ request, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const mayErase = useMay('privacy.erase');
  const [isAsked, setIsAsked] = useState(false);
  const { id, kind, reference, receivedOn, closedOn, version } = request;
  const path = { id };
  const changing = useMutation({
    mutationFn: (change: Change & { readonly version: number }): Promise<PrivacyCase> =>
      answered(api.POST('/api/v1/privacy/cases/{id}', { params: { path }, body: change })),
    onSuccess: (now, change) => onChanged(now, text(`resident.done.${change.do}`)),
  });
  const restricting = useMutation({
    mutationFn: (): Promise<PrivacyCase> =>
      answered(api.POST('/api/v1/privacy/cases/{id}/restrict', { params: { path } })),
    onSuccess: (now) => onChanged(now, text('resident.done.restrict')),
  });
  const file = (form: string) => `/api/v1/privacy/cases/${id}/${form}`;
  return (
    <article className="notice notice-plain" aria-labelledby={`request-${id}`}>
      <h3 id={`request-${id}`}>
        {text('resident.requestTitle', {
          what: text(`resident.asks.${kind}`),
          reference: reference ?? text('resident.gone'),
        })}
      </h3>
      <p>
        <Clock request={request} />
      </p>
      <p className="hint">{text('resident.asked', { day: dayOf(locale, receivedOn) })}</p>
      <NotSaved
        sent={changing}
        code="case-changed"
        onSeeTheirs={(theirs: PrivacyCase) => onChanged(theirs, '')}
        onKeepMine={({ version: on }, mine) => changing.mutate({ ...mine, version: on })}
      />
      {restricting.isError && <ErrorNotice error={restricting.error} />}
      {closedOn === null && kind === 'copy' && (
        <div className="buttons">
          <a className="button button-primary" href={file('copy')} download aria-describedby={`request-${id}`}>
            {text('resident.download')}
          </a>
          <a className="button" href={file('copy.html')} aria-describedby={`request-${id}`}>
            {text('resident.print')}
          </a>
          <a className="button" href={`${file('copy.html')}?language=cy`} aria-describedby={`request-${id}`}>
            {text('resident.printWelsh')}
          </a>
          <button
            type="button"
            className="button"
            aria-describedby={`request-${id}`}
            disabled={changing.isPending}
            onClick={() => changing.mutate({ do: 'close', as: 'copied', version })}
          >
            {text('resident.copied')}
          </button>
        </div>
      )}
      {closedOn === null && kind === 'restrict' && mayErase && (
        <button
          type="button"
          className="button button-primary"
          aria-describedby={`request-${id}`}
          disabled={restricting.isPending}
          onClick={() => setIsAsked(true)}
        >
          {text('resident.restrict')}
        </button>
      )}
      {closedOn === null && kind === 'erase' && mayErase && <EraseResident request={request} onErased={onChanged} />}
      {closedOn === null && (
        <EndRequest
          request={request}
          isBusy={changing.isPending}
          onChange={(change) => changing.mutate({ ...change, version })}
        />
      )}
      <Confirm
        isOpen={isAsked}
        title={text('resident.restrictTitle')}
        action={text('resident.restrict')}
        onCancel={() => setIsAsked(false)}
        onConfirm={() => {
          setIsAsked(false);
          restricting.mutate();
        }}
      >
        <p>{text('resident.restrictSays')}</p>
      </Confirm>
    </article>
  );
}

function Clock({ request }: { readonly request: PrivacyCase }) {
  const { locale, text } = useLanguage();
  const { dueOn, pausedOn, pausedBecause, closedOn, closedAs, liftedAt } = request;
  if (liftedAt !== null)
    return <StatusWord light="quiet">{text('resident.closed.lifted', { day: dayOf(locale, liftedAt) })}</StatusWord>;
  if (closedOn !== null && closedAs !== null)
    return (
      <StatusWord light="good">{text(`resident.closed.${closedAs}`, { day: dayOf(locale, closedOn) })}</StatusWord>
    );
  if (pausedOn !== null && pausedBecause !== null)
    return (
      <StatusWord light="quiet">
        {text('resident.paused', {
          day: dayOf(locale, pausedOn),
          because: text(`resident.because.${pausedBecause}`),
        })}
      </StatusWord>
    );
  const isLate = dueOn < today();
  return (
    <StatusWord light={isLate ? 'look' : 'busy'}>
      {text(isLate ? 'resident.late' : 'resident.due', { day: dayOf(locale, dueOn) })}
    </StatusWord>
  );
}
