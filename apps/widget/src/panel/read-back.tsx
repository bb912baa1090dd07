import { readBackReply, type HeardBefore, type ReadBackReply } from '@doorstep/contracts/embed';
import { dayIn } from '@doorstep/ui/day';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useEffect, useState } from 'react';
import { codeOf, type FaultCode } from '../fault.js';
import { Card } from './card.js';
import { focusOnMount } from './focus-on-mount.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly voiceId: NonNullable<HeardBefore['voiceId']>;
  /** They agree, or it is not to be seen after all. */
  readonly onClose: () => void;
  /** The note has gone or has a newer one. */
  readonly onReload: () => void;
  readonly onChange: (note: ReadBackReply) => void;
}

/** A note, as it is read to whoever said it. */
export function ReadBack({ voiceId, onClose, onReload, onChange }: Props) {
  const { text, locale, announce } = usePanel();
  const says = laterTextIn(locale);
  const { api, signal } = useRecord();
  const writing = useWrite();
  const [note, setNote] = useState<ReadBackReply>();
  const [fault, setFault] = useState<FaultCode>();
  const [attempt, setAttempt] = useState(0);
  const marking = useWrite();
  const [hasLeft, setHasLeft] = useState(false);
  const [hasMarked, setHasMarked] = useState(false);
  // What is owed for it went with them, and its mark stands beside it.
  const close = hasLeft || hasMarked ? onReload : onClose;

  useEffect(() => {
    let left = false;
    const load = async () => {
      try {
        const read = await api.later(readBackReply, `/voices/${encodeURIComponent(voiceId)}/read-back`);
        if (!signal.aborted && !left) setNote(read);
      } catch (thrown) {
        if (signal.aborted || left) return;
        // Notes may have been hidden from this member of staff meanwhile; that is no fault, and not to be told.
        if (codeOf(thrown) === 'forbidden') onClose();
        else setFault(codeOf(thrown));
      }
    };
    void load();
    return () => void (left = true);
  }, [api, signal, voiceId, attempt]);

  const isGone = fault === 'record_unknown' || fault === 'conflict';
  const again = () => {
    setFault(undefined);
    setAttempt(attempt + 1);
  };
  const leave = () =>
    writing.start(api.leaveAsk(voiceId), () => {
      setHasLeft(true);
      announce(says('readBack.left'));
    });
  const mark = (isLit: boolean, askedBy: 'staff' | 'resident' = 'staff') =>
    marking.start(api.lightbulb(voiceId, { isLit, askedBy }), () => {
      setHasMarked(true);
      setAttempt(attempt + 1);
      announce(isLit ? text('lightbulb.lit') : says('lightbulb.back'));
    });
  const [title, ...lines] = note?.lines ?? [];
  return (
    <Card labelledBy="doorstep-read-back" onEscape={close} busy={!note && !fault}>
      <Heading id="doorstep-read-back" takesFocus>
        {text('readBack.open')}
      </Heading>
      {!fault && <p className="hint">{says(note ? 'readBack.hint' : 'readBack.loading')}</p>}
      {fault && (
        <div className="band band-warning">
          <p>{text(isGone ? 'changed.body' : 'fault.body')}</p>
          <button type="button" className="button" onClick={isGone ? onReload : again}>
            {text(isGone ? 'changed.show' : 'panel.tryAgain')}
          </button>
        </div>
      )}
      {note && (
        <div className="read-back" lang={note.language}>
          <p className="label">{title}</p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {note && (
        <div className="answers">
          <button
            type="button"
            className="button button-primary"
            onClick={() => {
              announce(says('readBack.agreed'));
              close();
            }}
          >
            {says('readBack.right')}
          </button>
          <button type="button" className="button" onClick={() => onChange(note)}>
            {says('readBack.change')}
          </button>
        </div>
      )}
      {note?.takesPartIn && (
        <div>
          <p className="hint">{says('readBack.answers', { question: note.takesPartIn })}</p>
          {hasLeft ? (
            <p ref={focusOnMount} tabIndex={-1}>
              {says('readBack.left')}
            </p>
          ) : (
            <button type="button" className="button" onClick={leave}>
              {says('readBack.leave')}
            </button>
          )}
          <NotSaved writing={writing} onReload={onReload} />
        </div>
      )}
      {note && (
        <div>
          <p
            className={note.lightbulb ? undefined : 'hint'}
            ref={hasMarked ? focusOnMount : null}
            tabIndex={-1}
            key={String(!note.lightbulb)}
          >
            {note.lightbulb ? text('lightbulb.lit') : says('lightbulb.hint')}
          </p>
          {note.lightbulb ? (
            <>
              <p className="hint">
                {says(note.lightbulb.askedBy === 'resident' ? 'lightbulb.asked' : 'lightbulb.by', {
                  name: note.lightbulb.setBy,
                  day: dayIn(locale, note.lightbulb.setAt),
                })}
              </p>
              <button type="button" className="link" onClick={() => mark(false)}>
                {says('lightbulb.takeBack')}
              </button>
            </>
          ) : (
            <div className="chips">
              <button type="button" className="button" onClick={() => mark(true)}>
                {says('lightbulb.us')}
              </button>
              <button type="button" className="button" onClick={() => mark(true, 'resident')}>
                {says('lightbulb.they')}
              </button>
            </div>
          )}
          <NotSaved writing={marking} onReload={onReload} />
        </div>
      )}
      <button type="button" className="link" onClick={close}>
        {text('panel.back')}
      </button>
    </Card>
  );
}
