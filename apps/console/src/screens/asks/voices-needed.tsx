import type { AskShown, VoiceNeededShown, VoicesNeededShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { dayOf } from '../../when.js';
import { useNeededName } from './needed-name.js';
import { VoicesNeededForm } from './voices-needed-form.js';

/** Missing first, then what cannot be said, then who was heard. */
const order = ['nobody', 'not-said', 'heard'] as const;

/** Which voices need to be present, and which of them nobody heard yet. Groups, never people. */
export function VoicesNeeded({ ask }: { readonly ask: AskShown }) {
  const text = useText();
  const mayAsk = useMay('asks.change');
  const [isWriting, setWriting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const mayWrite = mayAsk && (ask.state === 'draft' || ask.state === 'open');
  const query = useQuery({
    queryKey: ['asks', ask.id, 'voices-needed'],
    queryFn: (): Promise<VoicesNeededShown> =>
      answered(api.GET('/api/v1/asks/{id}/voices-needed', { params: { path: { id: ask.id } } })),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="voices-needed">
      <h2 id="voices-needed" ref={heading} tabIndex={-1}>
        {text('ask.needed')}
      </h2>
      <Answer query={query} getting={text('ask.neededGetting')} rows={3} errorTitle={text('ask.neededErrorTitle')}>
        {(needed) =>
          isWriting ? (
            <VoicesNeededForm
              ask={ask}
              groups={needed.groups}
              onEnd={(says) => {
                setWriting(false);
                if (says !== undefined) announce(says);
                heading.current?.focus();
              }}
            />
          ) : (
            <>
              <Gaps needed={needed} isDraft={ask.state === 'draft'} />
              {mayWrite && (
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    setWriting(true);
                    // The button is gone, and the fields stand next.
                    heading.current?.focus();
                  }}
                >
                  {text(needed.groups.length === 0 ? 'ask.neededWrite' : 'ask.neededChange')}
                </button>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}

function Gaps({
  needed: { groups, gaps },
  isDraft,
}: {
  readonly needed: VoicesNeededShown;
  readonly isDraft: boolean;
}) {
  const text = useText();
  const nameOf = useNeededName();
  const standsOf = useStands();
  if (groups.length === 0) return <p>{text('ask.neededNone')}</p>;
  const shown = isDraft ? groups : order.flatMap((stands) => groups.filter((group) => group.stands === stands));
  const found = gaps === 0 ? text('ask.neededNoGap') : text('ask.neededGaps', { count: gaps, all: groups.length });
  return (
    <>
      <p>
        <strong>{isDraft ? text('ask.neededDraft') : found}</strong>
      </p>
      <ul>
        {shown.map((group) => (
          <li key={`${group.by} ${group.of}`}>
            {nameOf(group)}
            {!isDraft && <> · {standsOf(group)}</>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How it stands with one group, in words. */
function useStands(): (group: VoiceNeededShown) => string {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  return ({ by, homes, heard, stands, keptBy, keptAt }) => {
    if (stands === 'not-said') return text('ask.neededNotSaid');
    if (stands === 'nobody') return text(by === 'words' ? 'ask.neededNobodySaid' : 'ask.neededNobody');
    if (by === 'words') return text('ask.neededTicked', { name: keptBy, day: dayOf(locale, keptAt) });
    if (heard === null) return text('ask.neededSome');
    return homes === null
      ? text('ask.neededHeard', { count: heard })
      : text('ask.heardOfHomes', { heard: number(heard), scope: number(homes) });
  };
}
