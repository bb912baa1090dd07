import type { HandOffReply } from '@doorstep/contracts/embed';
import { listedHandOffs, longestRestricted } from '@doorstep/ui/hand-offs';
import { useState } from 'react';
import type { HandOffDraft } from '../drafts.js';
import { Card } from './card.js';
import { ComplaintButtons, type ComplaintAnswer } from './complaint-buttons.js';
import { HandedOver } from './handed-over.js';
import { Heading } from './heading.js';
import { LineField } from './line-field.js';
import { instantInLondon } from '@doorstep/ui/london';
import { NoRoute } from './no-route.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { knownPhones, Phones } from './phones.js';
import { Tick } from './tick.js';
import { UnsavedWords } from './unsaved-words.js';
import { useDraft } from './use-draft.js';
import { useWrite } from './use-write.js';
import { WhenField } from './when-field.js';
import { WordsField } from './words-field.js';
import { wordsMistake } from './words-mistake.js';

const longest = 10_000;

interface Props {
  readonly start: HandOffDraft;
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onRestricted: () => void;
  readonly onDone: () => void;
}

/** Passes one thing on. Its clock starts when the resident said it. */
export function HandOffForm({ start, takesFocus, onBack, onRestricted, onDone }: Props) {
  const { text, announce, drafts, draftsChanged } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const { draft, change, keyFor, forget } = useDraft(() => start);
  const [mistakes, setMistakes] = useState<{ readonly words?: string | undefined; readonly when?: string | undefined }>(
    {},
  );
  const [leaving, setLeaving] = useState(false);
  const [passedOn, setPassedOn] = useState<HandOffReply>();
  const { route } = draft;
  const { isRestricted, numbers } = listedHandOffs.find((listed) => listed.route === route)!;
  const most = isRestricted ? longestRestricted : longest;
  const phones = knownPhones(text, numbers);

  /** When they said it; undefined, with the mistake shown, when that or the words have to be put right first. */
  const told = (): string | undefined => {
    const toldAt = draft.earlier === null ? Date.parse(draft.begunAt) : instantInLondon(draft.earlier);
    const isLater = toldAt !== undefined && toldAt > Date.now();
    const found = {
      words: wordsMistake(text, draft.words, text('handOff.tooLong', { most }), most),
      when: toldAt === undefined ? text('handOff.atMissing') : isLater ? text('handOff.atLater') : undefined,
    };
    setMistakes(found);
    const first = found.words ?? found.when;
    if (first) announce(first);
    return first || toldAt === undefined ? undefined : new Date(toldAt).toISOString();
  };
  const words = draft.words.trim() === '' ? {} : { words: draft.words };
  const save = () => {
    const toldAt = told();
    if (toldAt === undefined) return;
    const aboutStaff = draft.aboutStaff.trim();
    const write = api.handOff(
      {
        record,
        route,
        toldAt,
        ...words,
        ...(draft.isEmergency && { isEmergency: true }),
        ...(aboutStaff !== '' && { aboutStaff }),
      },
      keyFor('hand-off'),
    );
    writing.start(write, (reply) => {
      if (isRestricted) {
        drafts.dropAll(record);
        draftsChanged();
        onRestricted();
        return;
      }
      forget();
      setPassedOn(reply);
      announce(text('handOff.saved', { reference: reply.reference }));
    });
  };
  const answer = (choice: ComplaintAnswer) => {
    const toldAt = told();
    if (toldAt === undefined) return;
    writing.start(api.complaintChoice({ record, choice, toldAt, ...words }, keyFor(choice)), (reply) => {
      forget();
      announce(text(`complaint.saved.${choice}`));
      if (reply.handOff) setPassedOn(reply.handOff);
      else onDone();
    });
  };
  const leave = () => {
    if (draft.words.trim() !== '') return setLeaving(true);
    forget();
    onBack();
  };
  const edit = (part: Partial<HandOffDraft>) => {
    setMistakes({});
    change(part);
  };

  if (passedOn) return <HandedOver reply={passedOn} onDone={onDone} />;
  const isComplaint = route === 'complaint_choice';
  const cannotSend = writing.notSaved === 'record_unknown' || writing.notSaved === 'forbidden';
  return (
    <Card labelledBy="doorstep-hand-off" onEscape={leave} busy={writing.busy}>
      <Heading id="doorstep-hand-off" takesFocus={takesFocus}>
        {text(`route.${route}`)}
      </Heading>
      {writing.notSaved === 'no-route' ? (
        <NoRoute current={writing.current} phones={phones} />
      ) : (
        <Phones phones={phones} />
      )}
      <p className="unseen">{text('handOff.say')}</p>
      <blockquote className="say">“{text(`route.${route}.say`)}”</blockquote>
      <form
        className="words"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isComplaint) save();
        }}
      >
        <WordsField
          label={text('handOff.words')}
          hint={text(
            isRestricted ? 'handOff.restrictedHint' : isComplaint ? 'complaint.wordsHint' : 'handOff.wordsHint',
          )}
          words={draft.words}
          mistake={mistakes.words}
          isSaving={writing.busy}
          onWrite={(typed) => edit({ words: typed })}
        />
        <WhenField
          earlier={draft.earlier}
          begunAt={draft.begunAt}
          mistake={mistakes.when}
          onChange={(earlier) => edit({ earlier })}
        />
        {(route === 'hazard' || route === 'building_safety') && (
          <Tick
            label={text('handOff.isEmergency')}
            checked={draft.isEmergency}
            onTick={(isEmergency) => edit({ isEmergency })}
          />
        )}
        {route === 'conduct' && (
          <LineField
            label={text('handOff.aboutStaff')}
            value={draft.aboutStaff}
            most={200}
            onWrite={(aboutStaff) => edit({ aboutStaff })}
          />
        )}
        {cannotSend ? (
          <p className="band band-danger">{text('handOff.noRecord')}</p>
        ) : (
          writing.notSaved !== 'no-route' && <NotSaved writing={writing} onReload={onDone} />
        )}
        {leaving && (
          <UnsavedWords
            onLeaveOut={() => {
              forget();
              onBack();
            }}
          />
        )}
        {isComplaint ? (
          <ComplaintButtons onAnswer={answer} />
        ) : (
          <div className="actions">
            <button type="submit" className="button button-primary">
              {text('handOff.save')}
            </button>
          </div>
        )}
        <button type="button" className="link" onClick={leave}>
          {text('panel.back')}
        </button>
      </form>
    </Card>
  );
}
