import type { HeardBefore } from '@doorstep/contracts/embed';
import { useState } from 'react';
import { dayIn } from '@doorstep/ui/day';
import { focusOnMount } from './focus-on-mount.js';
import { Photos, WordsReminder } from './later.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { TakeBack } from './take-back.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly entry: HeardBefore;
  readonly onChanged: () => void;
  readonly onReadBack: (entry: HeardBefore) => void;
  readonly onAddWords: (entry: HeardBefore) => void;
}

/** One thing heard: their words before anything that is said about them (seed row 40), then what sort, when and how it came. */
export function HeardEntry({ entry, onChanged, onReadBack, onAddWords }: Props) {
  const { text, locale, announce } = usePanel();
  const { api } = useRecord();
  const writing = useWrite();
  const [asking, setAsking] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  const { voiceId, words, whose, speaker, takenThrough, supportedBy, asked } = entry;
  const { photos = [], photosOnTheirWay: onTheirWay = 0 } = entry;
  const how = [
    whose && text(`heard.${whose}`),
    speaker && speaker !== 'resident' && text(`about.speaker.${speaker}`),
    takenThrough && text(`about.takenThrough.${takenThrough}`),
    supportedBy && text('heard.helpedBy', { who: text(`about.supportedBy.${supportedBy}`) }),
  ].filter((part) => typeof part === 'string');
  const wantNoReply = (id: string) =>
    writing.start(api.noReplyWanted(id), () => {
      onChanged();
      announce(text('heard.noReplySaved'));
    });
  return (
    <li className="heard-entry">
      {words && <blockquote className="say">“{words}”</blockquote>}
      <p className="heard-top">
        <strong>
          {entry.takesPart
            ? text('part.before', { how: text(`part.${entry.takesPart}`) })
            : text(entry.heard ? `outcome.${entry.heard}` : 'outcome.unsorted')}
        </strong>{' '}
        <time className="muted" dateTime={entry.saidAt}>
          {dayIn(locale, entry.saidAt)}
        </time>
      </p>
      {words && how.length > 0 && <p className="muted">{how.join(' · ')}</p>}
      {(photos.length > 0 || onTheirWay > 0) && (
        <Photos photos={photos} onTheirWay={onTheirWay} takenAt={entry.saidAt} />
      )}
      {asked && (
        <p className="muted">
          {text('heard.asked')} {asked}
        </p>
      )}
      {entry.hasLightbulb && <p>{text('lightbulb.lit')}</p>}
      {entry.isReplyOwed && (
        <p>
          <span className="tag tag-reply-due">{text('heard.replyOwed')}</span>
        </p>
      )}
      {entry.wantsWords && entry.outcomeId && (
        <WordsReminder outcomeId={entry.outcomeId} onAdd={() => onAddWords(entry)} onChanged={onChanged} />
      )}
      <div className="links">
        {voiceId && words && (
          <button type="button" className="link" onClick={() => onReadBack(entry)}>
            {text('readBack.open')}
          </button>
        )}
        {voiceId && entry.isReplyOwed && (
          <button type="button" className="link" onClick={() => wantNoReply(voiceId)}>
            {text('heard.noReply')}
          </button>
        )}
        {entry.canWithdraw && !asking && (
          <button type="button" className="link" ref={cameBack ? focusOnMount : null} onClick={() => setAsking(true)}>
            {text('heard.takeBack')}
          </button>
        )}
      </div>
      <NotSaved writing={writing} onReload={onChanged} />
      {asking && (
        <TakeBack
          entry={entry}
          onKeep={() => {
            setAsking(false);
            setCameBack(true);
          }}
          onTakenBack={onChanged}
        />
      )}
    </li>
  );
}
