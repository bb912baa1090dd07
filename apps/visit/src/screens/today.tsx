import type { VisitJob } from '@doorstep/contracts/visit';
import { shortDayIn } from '@doorstep/ui/day';
import { useEffect } from 'react';
import { useApp } from '../app-context.js';
import { isReminderDue, saysSomething, type Draft } from '../draft.js';
import { clockTime, dayInLondon } from '@doorstep/ui/london';
import { Frame } from './frame.js';
import { Notice } from './notice.js';
import { StorageNotice } from './storage-notice.js';
import { needingPerson, waiting } from './waiting.js';

const over: readonly VisitJob['state'][] = ['completed', 'cancelled', 'no-access', 'moved'];

/** The day's visits, from the phone at once. */
export function Today() {
  const { snapshot, text, locale, now, go, phone, update } = useApp();
  const { jobs, entries, drafts, contact } = snapshot;
  // The service's day, as far as it is known: a phone may be years out.
  const at = now + (contact?.offset ?? 0);
  const today = dayInLondon(at);
  const logged = new Set(entries.map(({ line }) => line.jobId));
  const sorted = [...(jobs ?? [])].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const ofToday = sorted.filter(({ startsAt }) => dayInLondon(Date.parse(startsAt)) === today);
  const isDone = (job: VisitJob) => logged.has(job.id) || over.includes(job.state);
  const next = ofToday.filter((job) => !isDone(job));
  const done = ofToday.filter(isDone);
  const later = sorted.filter((job) => !ofToday.includes(job) && !isDone(job));
  const unfinished = drafts.filter(saysSomething);
  const log = () => {
    const draft = phone.draftOf(null);
    phone.begin(draft);
    go({ at: 'visit', draftId: draft.id, step: 'about' });
  };
  const logButton = (
    <button type="button" className="button" onClick={log}>
      {jobs ? text('today.log') : text('today.logWithout')}
    </button>
  );
  const mayUpdate = waiting(entries).length + needingPerson(entries).length + unfinished.length === 0;
  return (
    <Frame title={text('today.title', { day: shortDayIn(locale, at) })} isStart>
      <StorageNotice />
      <SignInNotice />
      {update && mayUpdate && (
        <Notice title={text('update.title')}>
          <button type="button" className="button" onClick={update}>
            {text('update.now')}
          </button>
        </Notice>
      )}
      <Reminder />
      {unfinished.length > 0 && (
        <section>
          <h2>{text('today.unfinished')}</h2>
          <ul className="rows">
            {unfinished.map((draft) => (
              <li key={draft.id}>
                <button
                  type="button"
                  className="row"
                  onClick={() => go({ at: 'visit', draftId: draft.id, step: 'about' })}
                >
                  <span className="row-time">{clockTime(Date.parse(draft.toldAt))}</span>
                  <span>{draft.address || text('today.address')}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {jobs === null ? (
        logButton
      ) : (
        <>
          {next.length > 0 && (
            <section>
              <h2>{text('today.next')}</h2>
              <Jobs jobs={next} />
            </section>
          )}
          {ofToday.length === 0 && <p className="lead">{text('today.empty')}</p>}
          {done.length > 0 && (
            <details>
              <summary>{text('today.done', { count: done.length })}</summary>
              <Jobs jobs={done} />
            </details>
          )}
          {later.length > 0 && (
            <details>
              <summary>{text('today.tomorrow')}</summary>
              <Jobs jobs={later} />
            </details>
          )}
          <p className="muted">{text('today.notListed')}</p>
          {logButton}
        </>
      )}
      <button type="button" className="button button-plain" onClick={() => go({ at: 'phone' })}>
        {text('today.thisPhone')}
      </button>
    </Frame>
  );
}

/** Once for each visit that was begun and not finished, in the evening or once the day is over. */
function Reminder() {
  const { snapshot, text, phone, now, go, announce } = useApp();
  const due = snapshot.drafts.filter((draft) => isReminderDue(draft, now));
  const [first] = due;
  const says = text('remind.title', { count: due.length });
  useEffect(() => {
    if (due.length > 0) announce(says);
  }, [due.length]);
  if (!first) return null;
  const answered = (draft: Draft) => phone.keepDraft({ ...draft, isReminded: true });
  return (
    <Notice title={says} body={text('remind.body')}>
      <div className="beside">
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            answered(first);
            go({ at: 'visit', draftId: first.id, step: 'about' });
          }}
        >
          {text('remind.finish')}
        </button>
        <button type="button" className="button" onClick={() => due.forEach(answered)}>
          {text('remind.leave')}
        </button>
      </div>
    </Notice>
  );
}

function Jobs({ jobs }: { readonly jobs: readonly VisitJob[] }) {
  const { go } = useApp();
  return (
    <ul className="rows">
      {jobs.map(({ id, startsAt, address, trade }) => (
        <li key={id}>
          <button type="button" className="row" onClick={() => go({ at: 'door', jobId: id })}>
            <span className="row-time">{clockTime(Date.parse(startsAt))}</span>
            <span>
              <span className="row-main">{address}</span>
              {trade && <span className="muted">{trade}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function SignInNotice() {
  const { snapshot, text, phone, announce } = useApp();
  const { signedIn, signingIn, jobs, checking, entries, storage } = snapshot;
  useEffect(() => {
    if (signingIn === 'no-link') announce(text('first.link'));
    if (signingIn === 'used') announce(text('first.used'));
    if (signingIn === 'no-signal') announce(text('first.noSignal'));
  }, [signingIn]);
  if (storage === 'opening' || storage === 'unavailable') return null;
  const get = (
    <button type="button" className="button button-primary" onClick={() => void phone.bringJobs(true)}>
      {text('first.get')}
    </button>
  );
  if (signingIn === 'trying') return <p className="lead">{text('first.trying')}</p>;
  if (signingIn === 'used') return <Notice tone="warning" title={text('first.used')} />;
  if (signingIn === 'no-signal') {
    return (
      <Notice title={text('first.title')} body={text('first.noSignal')}>
        {get}
      </Notice>
    );
  }
  if (signedIn?.session) {
    if (jobs) return null;
    if (checking) return <p className="lead">{text('status.checking')}</p>;
    return (
      <Notice title={text('first.title')} body={text('first.body')}>
        {get}
      </Notice>
    );
  }
  const count = waiting(entries).length;
  if (count > 0) {
    return (
      <Notice tone="warning" title={text('signedOut.title', { count })} body={text('signedOut.body')}>
        <p>{text('first.link')}</p>
      </Notice>
    );
  }
  if (signedIn) return <Notice title={text('signedOut.none')} body={text('first.link')} />;
  return (
    <Notice title={text('first.title')} body={text('first.body')}>
      {signingIn === 'no-link' && <p className="strong">{text('first.link')}</p>}
      {get}
    </Notice>
  );
}
