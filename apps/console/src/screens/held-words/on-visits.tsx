import type { EntrySettled, HeldEntry, SettleEntryRequest } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { HeldEntryShown } from './held-entry-shown.js';
import { OpenCopy } from './open-copy.js';

const queryKey = ['held-entries'];
interface Held {
  readonly items: readonly HeldEntry[];
  readonly total: number;
}

/** What was said on visits and waits for a person, oldest first. */
export function OnVisits() {
  const text = useText();
  const client = useQueryClient();
  const maySettle = useMay('visit-entries.settle');
  const done = useRef<HTMLDivElement>(null);
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<Held> => answered(api.GET('/api/v1/visit-entries', { params: { query: { limit: 200 } } })),
  });
  const settling = useMutation({
    mutationFn: ({ id, as }: { readonly id: string; readonly as: SettleEntryRequest }): Promise<EntrySettled> =>
      answered(api.POST('/api/v1/visit-entries/{id}/settle', { params: { path: { id } }, body: as } as never)),
    onSuccess(_, { id }) {
      client.setQueryData<Held>(queryKey, (before) => {
        const items = (before?.items ?? []).filter((one) => one.id !== id);
        return { items, total: Math.max(items.length, (before?.total ?? 1) - 1) };
      });
      void client.invalidateQueries({ queryKey });
    },
    // Somebody else settled it meanwhile: it goes from the list.
    onError: (error) => (isGone(error) ? client.invalidateQueries({ queryKey }) : undefined),
  });
  useEffect(() => done.current?.focus(), [settling.data]);
  return (
    <section aria-labelledby="on-visits">
      <h2 id="on-visits">{text('heldWords.visits')}</h2>
      {settling.data && (
        <div ref={done} tabIndex={-1}>
          <Done key={settling.data.reference} says={saysOf(settling.data)} />
        </div>
      )}
      {isGone(settling.error) && <ErrorNotice error={settling.error} title={text('heldWords.gone')} />}
      <Answer query={query} getting={text('heldWords.getting')} errorTitle={text('heldWords.errorTitle')}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={text('heldWords.none')}>
              <p>{text('heldWords.noneSays')}</p>
            </Empty>
          ) : (
            <>
              {total > items.length && <p>{text('heldWords.more', { shown: items.length, total })}</p>}
              {items.map((entry) => (
                <HeldEntryShown
                  key={entry.id}
                  entry={entry}
                  isBusy={settling.isPending}
                  error={settling.variables?.id === entry.id && !isGone(settling.error) ? settling.error : null}
                  onSettle={(as) => settling.mutate({ id: entry.id, as })}
                />
              ))}
            </>
          )
        }
      </Answer>
      {maySettle && <OpenCopy onCame={() => void client.invalidateQueries({ queryKey })} />}
    </section>
  );

  function saysOf({ reference, state, handOffs }: EntrySettled): string {
    if (state === 'left-out') return text('heldWords.leftOut', { reference });
    const numbers = handOffs.map((one) => one.reference).join(', ');
    return numbers === '' ? text('heldWords.kept', { reference }) : text('heldWords.passedOn', { reference, numbers });
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'entry-unknown';
}
