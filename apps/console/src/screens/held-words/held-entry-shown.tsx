import '../../styles/gathering.css';
import type { HeldEntry, SettleEntryRequest } from '@doorstep/contracts/http';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { dayOf, timeOf } from '../../when.js';
import { Offers, offersIn } from './offers.js';
import { SettleForm } from './settle-form.js';

interface Props {
  readonly entry: HeldEntry;
  readonly isBusy: boolean;
  /** Why it was not settled as it was sent. */
  readonly error: Error | null;
  readonly onSettle: (as: SettleEntryRequest) => void;
}

/** One entry: what was said, why it waits, and what a person decides about it. */
export function HeldEntryShown({ entry, isBusy, error, onSettle }: Props) {
  const { locale, text } = useLanguage();
  const maySettle = useMay('visit-entries.settle');
  const [isOpen, setIsOpen] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { id, reference, because, operative, phone, address, topics, words, handOff } = entry;
  const at = entry.toldAt ?? entry.receivedAt;
  const when = { day: dayOf(locale, at), time: timeOf(locale, at) };
  const offers = offersIn(error);
  // What cannot be read cannot be put anywhere.
  const canKeep = because !== 'unreadable';
  return (
    <article className="notice notice-plain" aria-labelledby={`held-${id}`}>
      <h3 id={`held-${id}`}>{address ?? text('heldWords.noAddress')}</h3>
      <p>
        <strong>{text(`heldWords.because.${because}`)}</strong>
      </p>
      {words === null ? (
        <p>{text('heldWords.noWords')}</p>
      ) : (
        <blockquote className="said-words" dir="auto">
          {words}
        </blockquote>
      )}
      {topics.length > 0 && <p>{topics.map((topic) => text(`heldWords.topic.${topic}`)).join(', ')}</p>}
      {handOff !== null && <p>{text('heldWords.sentAlready', { reference: handOff })}</p>}
      <p className="hint">
        {text(entry.toldAt === null ? 'heldWords.receivedBy' : 'heldWords.saidTo', { operative, ...when })}{' '}
        {phone !== null && text('heldWords.phone', { phone })} {text('heldWords.reference', { reference })}
      </p>
      {error && <ErrorNotice error={error} title={text('heldWords.notSettled')} />}
      {offers.length > 0 && <Offers offers={offers} />}
      {maySettle && canKeep && isOpen && (
        <SettleForm entry={entry} offered={offers.map(({ route }) => route)} isBusy={isBusy} onSettle={onSettle} />
      )}
      {maySettle && (
        <div className="buttons">
          {canKeep && (
            <button type="button" className="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {text(isOpen ? 'heldWords.close' : 'heldWords.settle')}
            </button>
          )}
          <button type="button" className="button" disabled={isBusy} onClick={() => setIsAsking(true)}>
            {text('heldWords.leaveOut')}
          </button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        isDangerous
        title={text('heldWords.leaveOutTitle')}
        action={text('heldWords.leaveOut')}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          onSettle({ do: 'leave-out' });
        }}
      >
        <p>{text('heldWords.leaveOutSays')}</p>
      </Confirm>
    </article>
  );
}
