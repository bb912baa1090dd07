import type { HeldSaid, SaidSettled, SettleSaidRequest } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { dayOf } from '../../when.js';
import '../../styles/gathering.css';

const waitingKey = ['gathering', 'said'];
type Held = { readonly items: readonly HeldSaid[] };

/** What came in through links with a home in it, until somebody has settled which home that is. */
export function Waiting() {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: waitingKey,
    queryFn: (): Promise<Held> => answered(api.GET('/api/v1/gathering/said', { params: { query: { limit: 200 } } })),
  });
  const settling = useMutation({
    mutationFn: ({ id, as }: { readonly id: string; readonly as: SettleSaidRequest }): Promise<SaidSettled> =>
      answered(api.POST('/api/v1/gathering/said/{id}/settle', { params: { path: { id } }, body: as } as never)),
    onSuccess: (_, { id }) => {
      client.setQueryData<Held>(waitingKey, (before) => ({
        items: (before?.items ?? []).filter((one) => one.id !== id),
      }));
      void client.invalidateQueries({ queryKey: ['gathering'] });
    },
  });
  const says = { keep: 'links.kept', 'keep-as-place': 'links.keptAsPlace', 'leave-out': 'links.leftOut' } as const;
  return (
    <section>
      <h2>{text('links.waitTitle')}</h2>
      <p>{text('links.waitSays')}</p>
      {settling.isSuccess && <Done says={text(says[settling.variables.as.do])} />}
      {settling.isError && <ErrorNotice error={settling.error} />}
      <Answer query={query} getting={text('links.waitGetting')} errorTitle={text('links.waitErrorTitle')}>
        {(data) =>
          data.items.length === 0 ? (
            <p>{text('links.waitNone')}</p>
          ) : (
            data.items.map((said) => (
              <OneSaid key={said.id} said={said} onSettle={(as) => settling.mutate({ id: said.id, as })} />
            ))
          )
        }
      </Answer>
    </section>
  );
}

interface OneProps {
  readonly said: HeldSaid;
  readonly onSettle: (as: SettleSaidRequest) => void;
}

function OneSaid({ said, onSettle }: OneProps) {
  const { locale, text } = useLanguage();
  const id = useId();
  const [tenancy, setTenancy] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { link, question, parts, whose, home, reach, receivedAt } = said;

  function keep(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsMissing(tenancy.trim() === '');
    if (tenancy.trim() !== '') onSettle({ do: 'keep', tenancy: tenancy.trim() });
  }
  return (
    <article className="notice notice-plain" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {text('links.from', { name: link.name, place: link.place, day: dayOf(locale, receivedAt) })}
      </h3>
      {question !== null && <p>{question}</p>}
      {parts.map(({ words }, index) => (
        <blockquote key={index} className="said-words">
          {words}
        </blockquote>
      ))}
      {whose === 'relayed' && <p>{text('links.relayed')}</p>}
      <p>{text('links.homeSaid', { home })}</p>
      {reach !== null && <p>{text('links.reachSaid', { reach })}</p>}
      <form onSubmit={keep} noValidate>
        <TextField
          label={text('links.tenancy')}
          error={isMissing ? text('links.tenancyMissing') : undefined}
          value={tenancy}
          autoComplete="off"
          maxLength={200}
          onChange={({ target }) => setTenancy(target.value)}
        />
        <div className="buttons">
          <button type="submit" className="button button-primary">
            {text('links.keep')}
          </button>
          <button type="button" className="button" onClick={() => onSettle({ do: 'keep-as-place' })}>
            {text('links.keepAsPlace')}
          </button>
          <button type="button" className="button" onClick={() => setIsAsking(true)}>
            {text('links.leaveOut')}
          </button>
        </div>
      </form>
      <Confirm
        isOpen={isAsking}
        isDangerous
        title={text('links.leaveOutTitle')}
        action={text('links.leaveOut')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          onSettle({ do: 'leave-out' });
        }}
      >
        <p>{text('links.leaveOutSays')}</p>
      </Confirm>
    </article>
  );
}
