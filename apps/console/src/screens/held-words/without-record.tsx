import '../../styles/gathering.css';
import type { HeldVoice } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { dayOf } from '../../when.js';

interface Held {
  readonly items: readonly HeldVoice[];
  readonly total: number;
}

/** What was said about records that are not known yet, oldest first. It is put with its record when that comes. */
export function WithoutRecord() {
  const { locale, text } = useLanguage();
  const query = useQuery({
    queryKey: ['held-voices'],
    queryFn: (): Promise<Held> => answered(api.GET('/api/v1/voices/held', { params: { query: { limit: 200 } } })),
  });
  return (
    <section aria-labelledby="without-record">
      <h2 id="without-record">{text('heldWords.records')}</h2>
      <p>{text('heldWords.recordsSay')}</p>
      <Answer query={query} getting={text('heldWords.getting')} errorTitle={text('heldWords.errorTitle')}>
        {({ items, total }) => (
          <>
            {items.length === 0 && <p>{text('heldWords.recordsNone')}</p>}
            {total > items.length && <p>{text('heldWords.more', { shown: items.length, total })}</p>}
            {items.map(({ reference, record, words, receivedAt, isOld }) => (
              <article key={reference} className="notice notice-plain" aria-labelledby={`voice-${reference}`}>
                <h3 id={`voice-${reference}`}>{text(`heldWords.record.${record.type}`, { number: record.id })}</h3>
                <p>{text(isOld ? 'heldWords.recordOld' : 'heldWords.recordWaits')}</p>
                <blockquote className="said-words" dir="auto">
                  {words}
                </blockquote>
                <p className="hint">
                  {text('heldWords.receivedOn', { day: dayOf(locale, receivedAt) })}{' '}
                  {text('heldWords.reference', { reference })}
                </p>
              </article>
            ))}
          </>
        )}
      </Answer>
    </section>
  );
}
