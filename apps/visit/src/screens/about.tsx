import { visitTopics, type VisitTopic } from '@doorstep/contracts/visit';
import { withFelt } from '@doorstep/ui/felt';
import { useRef, useState } from 'react';
import { useApp } from '../app-context.js';
import { laneOf, longestAddress, mostPhotos, saysSomething, type Draft } from '../draft.js';
import { AboutWords } from './about-words.js';
import { Frame } from './frame.js';
import { Photos } from './photos.js';
import { StorageNotice } from './storage-notice.js';
import { ToldAt } from './told-at.js';
import { Words } from './words.js';

interface Props {
  readonly draft: Draft;
  readonly bar: string;
  readonly busy: 'no' | 'asking' | 'saving';
  readonly onToggle: (topic: VisitTopic) => void;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onSave: () => void;
  readonly onThrowAway: () => void;
}

/**
 * What they said first, and eight tiles, at most three of them: either is enough to save. Without words what was tapped is
 * kept as the operative's reading. A photo and a reply if there is time.
 */
export function About({ draft, bar, busy, onToggle, onChange, onSave, onThrowAway }: Props) {
  const { snapshot, text, announce, phone } = useApp();
  const [mistake, setMistake] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { storage } = snapshot;
  const say = (found: string) => {
    setMistake(found);
    announce(found);
  };
  const save = () => {
    if (!saysSomething(draft)) say(text('about.first'));
    else if (draft.jobId === null && draft.address.trim() === '') say(text('about.addressMissing'));
    else onSave();
  };
  const takePhoto = async (file: File | undefined) => {
    if (!file) return;
    const withPhoto = await phone.addPhoto(draft, file);
    if (!withPhoto) {
      say(text('about.photoUnread'));
      return;
    }
    onChange({ photos: withPhoto.photos });
    announce(text('about.photoAdded'));
  };
  return (
    <Frame
      title={text('about.title')}
      bar={bar}
      foot={
        <button
          type="button"
          className="button button-primary button-tall"
          disabled={storage === 'unavailable'}
          aria-disabled={busy !== 'no'}
          onClick={() => busy === 'no' && save()}
        >
          {busy === 'asking' ? text('about.checkingWords') : text(busy === 'saving' ? 'about.saving' : 'about.save')}
        </button>
      }
    >
      {storage === 'unavailable' && <StorageNotice />}
      {draft.corrects && <p>{text('about.correction')}</p>}
      {draft.jobId === null && (
        <div className="field">
          <label htmlFor="address">{text('about.address')}</label>
          <p id="address-hint" className="muted small">
            {text('about.addressHint')}
          </p>
          <input
            id="address"
            type="text"
            autoComplete="off"
            aria-describedby="address-hint"
            maxLength={longestAddress}
            value={draft.address}
            onChange={(event) => onChange({ address: event.target.value })}
          />
        </div>
      )}
      {mistake && <p className="mistake">{mistake}</p>}
      <Words draft={draft} onChange={onChange} />
      <h2 id="topics">{text('about.topics')}</h2>
      <div className="tiles" role="group" aria-labelledby="topics">
        {visitTopics.map((topic) => {
          const chosen = draft.topics.includes(topic);
          return (
            <button
              key={topic}
              type="button"
              className={topic === 'danger-now' ? 'tile tile-danger' : 'tile'}
              aria-pressed={chosen}
              onClick={() => {
                setMistake(undefined);
                onToggle(topic);
              }}
            >
              {chosen && <span aria-hidden="true">✓ </span>}
              {text(`topic.${topic}`)}
            </button>
          );
        })}
      </div>
      {laneOf(draft.topics) === 'hazard' && (
        <ToldAt toldAt={draft.toldAt} onChange={(toldAt) => onChange({ toldAt })} />
      )}
      {draft.topics.includes('damp-or-mould') && (
        <p>
          {text(`damp.vulnerable.${draft.vulnerable ?? 'not-asked'}`)} {text('damp.clock')}
        </p>
      )}
      <div className="beside">
        <button
          type="button"
          className="button button-toggle"
          disabled={storage !== 'ready' || draft.photos.length >= mostPhotos}
          aria-describedby="photo-hint"
          onClick={() => input.current?.click()}
        >
          {text('about.photo')}
        </button>
        <button
          type="button"
          className="button button-toggle"
          aria-pressed={draft.wantsReply}
          onClick={() => onChange({ wantsReply: !draft.wantsReply })}
        >
          {draft.wantsReply && <span aria-hidden="true">✓ </span>}
          {text('about.reply')}
        </button>
      </div>
      {storage !== 'unavailable' && <StorageNotice />}
      <p id="photo-hint" className="muted small">
        {draft.photos.length >= mostPhotos ? text('about.photoMost') : text('about.photoHint')}
      </p>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => {
          void takePhoto(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Photos
        photos={draft.photos}
        onRemove={(id) => {
          void phone.dropPhoto(id);
          onChange({ photos: draft.photos.filter((photo) => photo.id !== id) });
        }}
      />
      {withFelt(draft).trim() !== '' && <AboutWords draft={draft} onChange={onChange} />}
      {saysSomething(draft) && (
        <button type="button" className="button button-plain" onClick={onThrowAway}>
          {text('about.throwAway')}
        </button>
      )}
    </Frame>
  );
}
