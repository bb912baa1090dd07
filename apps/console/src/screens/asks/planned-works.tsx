import type { PlannedWorks as Works, PlannedWorksDismissed } from '@doorstep/contracts/http';
import { monthIn } from '@doorstep/ui/day';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';

const shownAtFirst = 3;

/** Works that the housing system plans, for whoever writes asks: ask before they are fixed, or put them aside and say why. */
export function PlannedWorks() {
  const { text } = useLanguage();
  const id = useId();
  const done = useRef<HTMLDivElement>(null);
  const queries = useQueryClient();
  const [isWhole, setWhole] = useState(false);
  const [asking, setAsking] = useState<Works>();
  const { data, error, refetch } = useQuery({
    queryKey: ['asks', 'planned-works'],
    queryFn: (): Promise<{ items: Works[] }> => answered(api.GET('/api/v1/planned-works')),
    staleTime: 0,
  });
  const dismissing = useMutation({
    mutationFn: ({ works, because }: { works: Works; because: string }): Promise<PlannedWorksDismissed> =>
      answered(
        api.POST('/api/v1/planned-works/{id}/dismiss', { params: { path: { id: works.id } }, body: { because } }),
      ),
    onSuccess: () => setAsking(undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: ['asks', 'planned-works'] }),
  });
  useEffect(() => done.current?.focus(), [dismissing.data]);
  if (error && !data)
    return <ErrorNotice error={error} title={text('plannedWorks.errorTitle')} again={() => void refetch()} />;
  const all = data?.items ?? [];
  const shown = isWhole ? all : all.slice(0, shownAtFirst);
  if (all.length === 0 && !dismissing.data) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{text('plannedWorks.title')}</h2>
      {dismissing.data && (
        <div ref={done} tabIndex={-1}>
          <Done
            key={dismissing.data.id}
            says={text('plannedWorks.dismissed', { place: nameOf(dismissing.variables.works) })}
          />
        </div>
      )}
      {all.length > 0 && <p>{text('plannedWorks.lead')}</p>}
      {shown.map((works) => (
        <OneWorks key={works.id} works={works} onDismiss={() => setAsking(works)} />
      ))}
      {shown.length < all.length && (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          {text('plannedWorks.all', { count: all.length - shown.length })}
        </button>
      )}
      {asking && (
        <Dismiss
          works={asking}
          isBusy={dismissing.isPending}
          error={dismissing.error}
          onCancel={() => {
            dismissing.reset();
            setAsking(undefined);
          }}
          onDismiss={(because) => dismissing.mutate({ works: asking, because })}
        />
      )}
    </section>
  );
}

function OneWorks({ works, onDismiss }: { readonly works: Works; readonly onDismiss: () => void }) {
  const { locale, text } = useLanguage();
  const { startsOn, households } = works;
  const place = nameOf(works);
  const isPlanned =
    startsOn === null
      ? text('plannedWorks.planned', { place })
      : text('plannedWorks.plannedFor', { place, month: monthIn(locale, startsOn) });
  return (
    <div className="notice notice-plain">
      <p className="notice-title">{isPlanned}</p>
      <p>{text('plannedWorks.what', { works: works.works, count: households })}</p>
      <div className="buttons">
        <Link
          to={`/asks/new?place=${encodeURIComponent(works.place)}&works=${works.id}`}
          state={{ name: works.placeName ?? undefined, startsOn: startsOn ?? undefined }}
          className="button"
        >
          {text('plannedWorks.ask', { place })}
        </Link>
        <button type="button" className="button" onClick={onDismiss}>
          {text('plannedWorks.notThese', { place })}
        </button>
      </div>
    </div>
  );
}

interface DismissProps {
  readonly works: Works;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onDismiss: (because: string) => void;
}

function Dismiss({ works, isBusy, error, onCancel, onDismiss }: DismissProps) {
  const { text } = useLanguage();
  const [because, setBecause] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = because.trim() === '';
  return (
    <Confirm
      isOpen
      title={text('plannedWorks.sure', { place: nameOf(works) })}
      action={text('plannedWorks.dismiss')}
      isBusy={isBusy}
      onCancel={onCancel}
      onConfirm={() => {
        setTried(true);
        if (!isMissing) onDismiss(because);
      }}
    >
      {error !== null && <ErrorNotice error={error} title={text('ask.notDone')} />}
      <p>{text('plannedWorks.sureSays')}</p>
      <TextAreaField
        label={text('plannedWorks.because')}
        error={isTried && isMissing ? text('plannedWorks.becauseMissing') : undefined}
        rows={2}
        maxLength={500}
        value={because}
        onChange={({ target }) => setBecause(target.value)}
      />
    </Confirm>
  );
}

function nameOf({ place, placeName }: Works): string {
  return placeName ?? place;
}
