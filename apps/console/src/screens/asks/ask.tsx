import '../../styles/asks.css';
import type { AskShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { AskState } from './ask-state.js';
import { Barriers } from './barriers.js';
import { Decisions } from './decisions.js';
import { Edra } from './edra.js';
import { Level } from './level.js';
import { Options } from './options.js';
import { labelOfPart } from './part-label.js';
import { Principles } from './principles.js';
import { Reopen } from './reopen.js';
import { RollCall } from './roll-call.js';
import { TellOutcome } from './tell-outcome.js';
import { useAsk, useKeepAsk } from './use-ask.js';
import { VoicesNeeded } from './voices-needed.js';
import { WhatItSays } from './what-it-says.js';

/** One ask: what it says, how much say residents have, who has been heard, and what was decided. */
export function Ask() {
  const text = useText();
  const { id = '' } = useParams();
  const { data, error, refetch } = useAsk(id);
  if (data) return <OneAsk ask={data} />;
  return (
    <Page title={text('ask.title')}>
      {error ? (
        <ErrorNotice error={error} title={text('ask.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('ask.getting')} />
      )}
    </Page>
  );
}

function OneAsk({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const mayAsk = useMay('asks.change');
  const mayHear = useMay('asks.hear');
  const mayRead = useMay('voices.read');
  const { state: done } = useLocation() as { state: { says?: string } | null };
  // What was said on the way here holds for how it stood then.
  const [stoodAt] = useState(ask.state);
  const isDecided = ask.decidedOn !== null;
  return (
    <Page title={ask.question} lead={ask.content.why}>
      <p>
        <AskState ask={ask} /> · {text('ask.ledBy', { name: ask.owner })}
      </p>
      {ask.reopenings.map(({ reopenedAt, why }) => (
        <p key={reopenedAt}>{text('ask.reopened', { day: dayOf(locale, reopenedAt), why })}</p>
      ))}
      {ask.agreed !== null && <Agreed {...ask.agreed} />}
      {done?.says !== undefined && ask.state === stoodAt && <Done says={done.says} />}
      {mayAsk ? <Work ask={ask} /> : <NoPermission to="asks.change" />}
      {isDecided && <Decisions ask={ask} />}
      {isDecided && mayAsk && <TellOutcome ask={ask} />}
      <Level level={ask.level} />
      <Principles ask={ask} />
      <WhatItSays ask={ask} />
      <Options ask={ask} />
      <VoicesNeeded ask={ask} />
      {ask.state !== 'draft' && <RollCall ask={ask} />}
      {ask.state !== 'draft' && <Edra ask={ask} />}
      {ask.state !== 'draft' && (
        <p>
          {mayRead && (
            <>
              <Link to={`/voices?ask=${ask.id}`}>{text('ask.said')}</Link> ·{' '}
            </>
          )}
          {mayHear && (
            <>
              <Link to={`/asks/${ask.id}/homes#record`}>{text('ask.record')}</Link> ·{' '}
            </>
          )}
          <Link to={`/asks/${ask.id}/ways`}>{text('ways.title')}</Link>
        </p>
      )}
      <Barriers id={ask.id} />
    </Page>
  );
}

/** Who agreed to what was decided last. */
function Agreed({ residentsOf, decidedOn, heard, scope }: NonNullable<AskShown['agreed']>) {
  const { locale, text } = useLanguage();
  const when = { day: dayOf(locale, decidedOn), heard, scope };
  return (
    <p className="ask-badge">
      {residentsOf === null ? text('ask.agreed', when) : text('ask.agreedOf', { place: residentsOf, ...when })}
    </p>
  );
}

type Act = 'open' | 'share' | 'close';

/** What can be done about it now, and what stands in its way. */
function Work({ ask }: { readonly ask: AskShown }) {
  const text = useText();
  const keep = useKeepAsk();
  const [asking, setAsking] = useState<Act>();
  const acting = useMutation({
    mutationFn: ({ act, version }: { act: Act; version: number }): Promise<AskShown> => {
      const said = { params: { path: { id: ask.id } }, body: { version } };
      if (act === 'open') return answered(api.POST('/api/v1/asks/{id}/open', said));
      if (act === 'close') return answered(api.POST('/api/v1/asks/{id}/close', said));
      return answered(api.POST('/api/v1/asks/{id}/options/share', said));
    },
    onSuccess: keep,
    onSettled: () => setAsking(undefined),
  });
  const { state, problems, optionsSharedAt } = ask;
  const act = acting.variables?.act ?? 'open';
  const toMend = problems.filter(({ severity }) => severity === 'refuse');
  const toKnow = problems.filter(({ severity }) => severity === 'warn');
  const isGoing = state === 'draft' || state === 'open';
  const mayShare = state === 'open' && ask.content.options.length > 1 && optionsSharedAt === null;
  return (
    <>
      {acting.isSuccess && <Done takesFocus says={text(`ask.did.${act}`)} />}
      <NotSaved
        sent={acting}
        code="changed-since"
        title={text('ask.notDone')}
        onSeeTheirs={(theirs: AskShown) => void keep(theirs)}
        onKeepMine={({ version }, mine) => acting.mutate({ ...mine, version })}
      />
      {isGoing && toMend.length > 0 && (
        <div className="notice notice-bad">
          <h2 className="notice-title">{text('ask.toMend')}</h2>
          <ul>
            {toMend.map(({ part, message }) => (
              <li key={part + message}>
                {text(labelOfPart(part))}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isGoing && toKnow.length > 0 && (
        <div className="notice notice-look">
          <h2 className="notice-title">{text('ask.toKnow')}</h2>
          <ul>
            {toKnow.map(({ part, message }) => (
              <li key={part + message}>
                {text(labelOfPart(part))}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="buttons ask-acts">
        {state === 'draft' && (
          <button
            type="button"
            className="button button-primary"
            disabled={toMend.length > 0}
            onClick={() => setAsking('open')}
          >
            {text('ask.open')}
          </button>
        )}
        {state !== 'draft' && (
          <Link to={`/asks/${ask.id}/decide`} className={state === 'closed' ? 'button button-primary' : 'button'}>
            {text(ask.decidedOn !== null ? 'ask.decideAgain' : 'ask.decide')}
          </Link>
        )}
        {isGoing && (
          <Link to={`/asks/${ask.id}/change`} className="button">
            {text('ask.change')}
          </Link>
        )}
        {mayShare && (
          <button type="button" className="button" onClick={() => setAsking('share')}>
            {text('ask.share')}
          </button>
        )}
        {state === 'open' && (
          <button type="button" className="button" onClick={() => setAsking('close')}>
            {text('ask.close')}
          </button>
        )}
        {state === 'closed' && <Reopen ask={ask} />}
        {state !== 'draft' && (
          <Link to={`/asks/${ask.id}/paper`} className="button">
            {text('ask.paper')}
          </Link>
        )}
      </div>
      {asking !== undefined && (
        <Confirm
          isOpen
          title={text(`ask.sure.${asking}`)}
          action={text(`ask.${asking}`)}
          isBusy={acting.isPending}
          onCancel={() => setAsking(undefined)}
          onConfirm={() => acting.mutate({ act: asking, version: ask.version })}
        >
          <p>{text(`ask.sureSays.${asking}`)}</p>
        </Confirm>
      )}
    </>
  );
}
