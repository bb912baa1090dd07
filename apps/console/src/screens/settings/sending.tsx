import type { DeliveryShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { dayOf, timeOf } from '../../when.js';
import { EmailSettings } from './email-settings.js';
import { TextSettings } from './text-settings.js';
import { TrySending } from './try-sending.js';

const queryKey = ['delivery'];
interface Set {
  readonly items: readonly DeliveryShown[];
}

/** How e-mails and texts leave: what is set, by whom, and whether it works. */
export function Sending() {
  const text = useText();
  const mayRead = useMay('delivery.read');
  return (
    <Page title={text('sending.title')} lead={text('sending.lead')}>
      {mayRead ? <Ways /> : <NoPermission to="delivery.read" />}
    </Page>
  );
}

function Ways() {
  const text = useText();
  const mayChange = useMay('delivery.change');
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<Set> => answered(api.GET('/api/v1/delivery')),
  });
  return (
    <>
      {!mayChange && <NoPermission to="delivery.change" />}
      <Answer query={query} getting={text('sending.getting')} errorTitle={text('sending.errorTitle')}>
        {({ items }) => (
          <>
            <Way way="email" shown={items.find(({ way }) => way === 'email') ?? null} />
            <Way way="text" shown={items.find(({ way }) => way === 'text') ?? null} />
          </>
        )}
      </Answer>
    </>
  );
}

interface WayProps {
  readonly way: DeliveryShown['way'];
  /** Null where nothing is set. */
  readonly shown: DeliveryShown | null;
}

function Way({ way, shown }: WayProps) {
  const { locale, text } = useLanguage();
  const client = useQueryClient();
  const mayChange = useMay('delivery.change');
  const [saves, setSaves] = useState(0);
  const saved = useRef<HTMLDivElement>(null);
  useEffect(() => saved.current?.focus(), [saves]);
  const keep = (now: DeliveryShown) => {
    client.setQueryData<Set>(queryKey, (before) => ({
      items: [...(before?.items ?? []).filter((one) => one.way !== now.way), now],
    }));
    void client.invalidateQueries({ queryKey: ['set-up'] });
    setSaves(saves + 1);
  };
  return (
    <section aria-labelledby={`sending-${way}`}>
      <h2 id={`sending-${way}`}>{text(`sending.${way}`)}</h2>
      {saves > 0 && (
        <div ref={saved} tabIndex={-1}>
          <Done key={saves} says={text(`sending.saved.${way}`)} />
        </div>
      )}
      {shown === null ? (
        <p>{text(`sending.none.${way}`)}</p>
      ) : (
        <p>
          {shown.way === 'email'
            ? text('sending.leavesEmail', {
                name: shown.fromName,
                address: shown.fromAddress,
                server: `${shown.host}:${shown.port}`,
              })
            : text('sending.leavesText', { address: shown.baseUrl })}{' '}
          {text('sending.set', {
            name: shown.setBy,
            day: dayOf(locale, shown.setAt),
            time: timeOf(locale, shown.setAt),
          })}
        </p>
      )}
      {mayChange && shown !== null && <TrySending key={shown.setAt} way={way} />}
      {mayChange && (
        <details open={shown === null}>
          <summary>{text(shown === null ? 'sending.begin' : 'sending.change')}</summary>
          {/* A form of its own after each save: nothing of a secret stays in the page. */}
          {way === 'email' ? (
            <EmailSettings key={saves} shown={shown?.way === 'email' ? shown : null} onSaved={keep} />
          ) : (
            <TextSettings key={saves} shown={shown?.way === 'text' ? shown : null} onSaved={keep} />
          )}
        </details>
      )}
    </section>
  );
}
