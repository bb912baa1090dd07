import { dayIn } from '@doorstep/ui/day';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useEffect, useRef } from 'react';
import { useApp } from '../app-context.js';
import { draftFor } from '../draft.js';
import { dayInLondon } from '@doorstep/ui/london';
import { Frame } from './frame.js';

interface Props {
  readonly entryId: string;
  readonly jobId: string | null;
  /** They raised something, so a reference is worth reading out. */
  readonly raised: boolean;
}

/** It is kept. Where it stands shows by itself. */
export function Saved({ entryId, jobId, raised }: Props) {
  const { snapshot, text, locale, now, phone, go, turn, announce } = useApp();
  const entry = snapshot.entries.find(({ id }) => id === entryId);
  const reference = entry?.state === 'sent' ? entry.reference : null;
  const hearBack = entry?.replyBy ? [text('saved.hearBack', { date: dayIn(locale, entry.replyBy) })] : [];
  const sentLine = reference === null ? null : [text('saved.sent', { reference }), ...hearBack].join(' ');
  const line = !raised ? text('saved.thankYou') : (sentLine ?? text('saved.onPhone'));
  const said = useRef('');
  useEffect(() => {
    if (said.current === line) return;
    said.current = line;
    announce(line);
  }, [line]);

  const job = snapshot.jobs?.find(({ id }) => id === jobId) ?? null;
  const logged = new Set(snapshot.entries.map((one) => one.line.jobId));
  const today = dayInLondon(now + (snapshot.contact?.offset ?? 0));
  const next = snapshot.jobs?.find(
    ({ id, state, startsAt }) =>
      id !== jobId &&
      !logged.has(id) &&
      (state === 'planned' || state === 'started') &&
      dayInLondon(Date.parse(startsAt)) === today,
  );
  const add = (corrects: string | null) => {
    const address = job?.address ?? entry?.line.address ?? '';
    const draft = { ...draftFor(job, Date.now()), address, jobId, corrects };
    phone.begin(draft);
    go({ at: 'visit', draftId: draft.id, step: 'about' });
  };
  return (
    <Frame title={entry?.line.address || text('app.title')} bar={text('app.title')} quiet>
      <p className="done">
        <span aria-hidden="true">✓ </span>
        {line}
      </p>
      {!raised && sentLine && <p>{sentLine}</p>}
      {entry?.kept === 'detached' && <p>{text('saved.detached')}</p>}
      <div className="stack">
        <button
          type="button"
          className="button button-primary button-tall"
          onClick={() => turn(next ? { at: 'door', jobId: next.id } : { at: 'today' })}
        >
          {text(next ? 'saved.next' : 'saved.today')}
        </button>
        <button type="button" className="button" onClick={() => add(null)}>
          {text('saved.more')}
        </button>
        <button type="button" className="button button-plain" onClick={() => add(entryId)}>
          {text('saved.putRight')}
        </button>
        {snapshot.signedIn?.session && (
          <button type="button" className="button button-plain" onClick={() => go({ at: 'policy-clash', jobId })}>
            {laterTextIn(locale)('clash.title')}
          </button>
        )}
      </div>
    </Frame>
  );
}
