import type { VisitEntry } from '@doorstep/contracts/visit';
import { useEffect, useState } from 'react';
import { useApp } from '../app-context.js';
import type { Draft } from '../draft.js';
import { clockTime } from '@doorstep/ui/london';
import { Frame } from './frame.js';
import { NotSaved } from './not-saved.js';
import { Notice } from './notice.js';
import { Room } from './room.js';
import { StorageNotice } from './storage-notice.js';

const answers = [
  ['nothing-raised', 'door.no'],
  ['nobody-in', 'door.nobody'],
  ['not-today', 'door.notToday'],
] as const;
const tellings = [
  ['told', 'door.told'],
  ['did-not-come-up', 'door.didNotComeUp'],
  ['want-to-talk', 'door.wantToTalk'],
] as const;

/** At the door: what may be asked or told here, and what came of it. */
export function Door({ jobId }: { readonly jobId: string }) {
  const { snapshot, text, phone, go, turn } = useApp();
  const job = snapshot.jobs?.find(({ id }) => id === jobId);
  const [draft, setDraft] = useState<Draft | undefined>(() => job && phone.draftOf(job));
  const [notSaved, setNotSaved] = useState<VisitEntry['what'] | null>(null);
  useEffect(() => {
    // Gone from the list while one was away.
    if (!job) turn({ at: 'today' });
  }, [job]);
  if (!job || !draft) return null;

  const answer = async (what: VisitEntry['what']) => {
    const saved = await phone.save(draft, what);
    if (saved) turn({ at: 'saved', entryId: draft.id, jobId, raised: false });
    else setNotSaved(what);
    return saved;
  };
  const raised = () => {
    phone.begin(draft);
    go({ at: 'visit', draftId: draft.id, step: 'about' });
  };
  const tell = (told: Draft['told']) => {
    const next = { ...draft, told: draft.told === told ? null : told };
    setDraft(next);
    phone.keepDraft(next);
  };
  const { prompt, tellThem, trade, jobNumber: number } = job;
  const bar = `${clockTime(Date.parse(job.startsAt))} · ${job.address}`;
  const jobLine = trade ? text('door.job', { number, trade }) : text('door.jobOnly', { number });
  if (notSaved) {
    return (
      <NotSaved
        draft={draft}
        bar={bar}
        lines={[text(`door.${answerKey(notSaved)}`)]}
        onAgain={() => answer(notSaved)}
      />
    );
  }
  const cannotSave = snapshot.storage === 'unavailable';
  return (
    <Frame title={prompt || tellThem ? text('door.title') : job.address} bar={bar}>
      <p className="muted">{jobLine}</p>
      {(job.called ?? []).map(({ name, saidAs }) => (
        <p key={name}>
          {text('door.called')} <strong>{name}</strong>
          {saidAs !== null && <span className="muted"> {text('door.saidAs', { how: saidAs })}</span>}
        </p>
      ))}
      <StorageNotice />
      {job.state === 'moved' && <Notice title={text('door.moved')} body={text('door.movedBody')} />}
      {job.state === 'cancelled' && <Notice title={text('door.cancelled')} body={text('door.movedBody')} />}
      {prompt ? (
        <>
          <p className="say">
            <span className="muted">{text('door.say')}</span> “{prompt.say}”{' '}
            <span className="muted">{text('door.role')}</span>
          </p>
          <Room prompt={prompt} />
        </>
      ) : (
        <p className="lead">{text('door.noNeed')}</p>
      )}
      {prompt || tellThem ? (
        <div className="stack">
          <button type="button" className="button button-primary button-tall" onClick={raised}>
            {text('door.yes')}
          </button>
          {answers.map(([what, key]) => (
            <button
              key={what}
              type="button"
              className="button button-tall"
              disabled={cannotSave}
              onClick={() => void answer(what)}
            >
              {text(key)}
            </button>
          ))}
        </div>
      ) : (
        <button type="button" className="button button-tall" onClick={raised}>
          {text('today.log')}
        </button>
      )}
      {tellThem && (
        <section className="card" aria-labelledby="tell-them">
          <h2 id="tell-them" className="tag">
            {text('door.tellThem')}
          </h2>
          <p>“{tellThem.say}”</p>
          <div className="wrap">
            {tellings.map(([told, key]) => (
              <button
                key={told}
                type="button"
                className="button button-toggle"
                aria-pressed={draft.told === told}
                onClick={() => tell(told)}
              >
                {text(key)}
              </button>
            ))}
          </div>
        </section>
      )}
      <p className="muted small">
        {snapshot.contact ? text('door.lastSent', { time: clockTime(snapshot.contact.at) }) : text('door.works')}
      </p>
    </Frame>
  );
}

function answerKey(what: VisitEntry['what']): 'no' | 'nobody' | 'notToday' | 'yes' {
  switch (what) {
    case 'nothing-raised':
      return 'no';
    case 'nobody-in':
      return 'nobody';
    case 'not-today':
      return 'notToday';
    case 'raised':
      return 'yes';
  }
}
