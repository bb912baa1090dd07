import type { ReactNode } from 'react';
import { useApp } from '../app-context.js';
import { clockTime } from '@doorstep/ui/london';
import { ringAfter } from '../outbox/timing.js';
import type { ListedEntry } from '../store/store.js';
import { Frame } from './frame.js';
import { DangerNumbers, NumbersToRing } from './numbers-to-ring.js';
import { needingPerson, waiting } from './waiting.js';

const minute = 60_000;

/** What waits, what needs a person, and what went. */
export function OutboxScreen() {
  const { snapshot, text, phone } = useApp();
  const { entries } = snapshot;
  const needs = needingPerson(entries);
  const waits = waiting(entries);
  const sent = entries
    .filter((entry) => entry.state === 'sent' && !needs.includes(entry))
    .sort((one, other) => (other.sentAt ?? 0) - (one.sentAt ?? 0));
  const counts = [
    waits.length > 0 && text('outbox.waiting', { count: waits.length }),
    needs.length > 0 && text('outbox.needsYou', { count: needs.length }),
  ].filter(Boolean);
  return (
    <Frame
      title={text('outbox.title')}
      foot={
        <>
          <p className="small">
            <LastTry />
          </p>
          <button type="button" className="button button-primary button-tall" onClick={() => void phone.send(true)}>
            {text('outbox.sendNow')}
          </button>
        </>
      }
    >
      <p>{counts.length > 0 ? counts.join(' · ') : text('outbox.nothing')}</p>
      <ul className="entries">
        {needs.map((entry) => (
          <Entry key={entry.id} entry={entry} mark="⚠" state={text('outbox.state.needsYou')}>
            <WhatToDo entry={entry} />
          </Entry>
        ))}
        {waits.map((entry) =>
          entry.lane === 'hazard' ? (
            <Entry key={entry.id} entry={entry} mark="●" state={text('outbox.state.first')}>
              <CallInInstead entry={entry} />
            </Entry>
          ) : (
            <Entry key={entry.id} entry={entry} mark="○" state={text('outbox.state.waiting')} />
          ),
        )}
      </ul>
      {sent.length > 0 && (
        <details>
          <summary>{text('outbox.sentToday', { count: sent.length })}</summary>
          <ul className="entries">
            {sent.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                mark="✓"
                state={text('outbox.state.sent', { time: clockTime(entry.sentAt ?? 0) })}
              >
                {entry.reference && <p>{text('outbox.ref', { reference: entry.reference })}</p>}
                {entry.kept === 'detached' && <p>{text('saved.detached')}</p>}
              </Entry>
            ))}
          </ul>
        </details>
      )}
    </Frame>
  );
}

interface EntryProps {
  readonly entry: ListedEntry;
  readonly mark: string;
  readonly state: string;
  readonly children?: ReactNode;
}

function Entry({ entry, mark, state, children }: EntryProps) {
  const { text, now } = useApp();
  const { line, savedAt, photos, lane } = entry;
  const count = photos.length;
  const minutes = Math.max(0, Math.floor((now - savedAt) / minute));
  const isOnWay = entry.state === 'sent' && photos.every((photo) => photo.state === 'waiting');
  const about = [
    ...line.topics.map((topic) => text(`topic.${topic}`)),
    entry.state === 'saved' && lane === 'hazard' && text('outbox.for', { count: minutes }),
    count > 0 && text(isOnWay ? 'outbox.photosOnWay' : 'outbox.photos', { count }),
  ].filter(Boolean);
  return (
    <li className="entry">
      <p className="strong">
        <span aria-hidden="true">{mark} </span>
        {state}
      </p>
      <p>
        {line.address || text('outbox.noAddress')}, {clockTime(savedAt)}
      </p>
      {about.length > 0 && <p className="muted">{about.join(' · ')}</p>}
      {children}
    </li>
  );
}

function WhatToDo({ entry }: { readonly entry: ListedEntry }) {
  const { text, phone } = useApp();
  if (entry.state === 'needs-you') {
    return (
      <>
        <p>{text('outbox.changed')}</p>
        <button type="button" className="button" onClick={() => void phone.sendAsCorrection(entry.id)}>
          {text('outbox.sendCorrection')}
        </button>
      </>
    );
  }
  return entry.photos
    .filter(({ state }) => state === 'needs-you')
    .map(({ id, trouble }) => (
      <div key={id}>
        <p>{text(trouble === 'wrong-kind' ? 'outbox.photoWrongKind' : 'outbox.photoTooLarge')}</p>
        <div className="wrap">
          <button type="button" className="button" onClick={() => void phone.dropPhoto(id)}>
            {text('outbox.withoutPhoto')}
          </button>
          <button type="button" className="button" onClick={() => void phone.retryPhoto(id)}>
            {text('outbox.tryAgain')}
          </button>
        </div>
      </div>
    ));
}

/** A hazard that waited a quarter of an hour is better rung in: to the landlord, unless somebody is in danger. */
function CallInInstead({ entry }: { readonly entry: ListedEntry }) {
  const { snapshot, text, now } = useApp();
  const { emergencyNumbers = [], hazardNumbers = [] } = snapshot.signedIn?.landlord ?? {};
  const isDanger = entry.line.topics.includes('danger-now');
  if (now - entry.savedAt < ringAfter || (!isDanger && hazardNumbers.length === 0)) return null;
  return (
    <>
      <p className="strong">{text('outbox.callIn')}</p>
      {isDanger ? <DangerNumbers numbers={emergencyNumbers} /> : <NumbersToRing numbers={hazardNumbers} />}
    </>
  );
}

function LastTry() {
  const { snapshot, text, now } = useApp();
  const { reach, lastTryAt, nextTryAt } = snapshot.sending;
  if (reach === 'busy') return text('outbox.busy');
  if (reach === 'here' && lastTryAt !== null) return text('outbox.lastTryHere', { time: clockTime(lastTryAt) });
  if (reach !== 'no-signal' || lastTryAt === null) return text('outbox.neverTried');
  const minutes = Math.ceil(((nextTryAt ?? now) - now) / minute);
  const next = minutes > 1 ? text('outbox.nextTry', { count: minutes }) : text('outbox.nextTrySoon');
  return `${text('outbox.lastTry', { time: clockTime(lastTryAt) })} ${next}`;
}
