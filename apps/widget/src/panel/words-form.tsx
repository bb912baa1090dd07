import type { HandOffReply, RouteOffer, RoutingDecision, VoiceReply } from '@doorstep/contracts/embed';
import type { Locale, Text } from '@doorstep/ui/text';
import { longestFelt, withFelt } from '@doorstep/ui/felt';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useRef, useState, type ReactNode } from 'react';
import type { EmbedApi, SavedWords, Write } from '../api.js';
import type { WordsDraft } from '../drafts.js';
import { codeOf, Fault } from '../fault.js';
import { ChooseRoute } from './choose-route.js';
import { ComplaintQuestion } from './complaint-question.js';
import { HandedOver } from './handed-over.js';
import { dayIn } from '@doorstep/ui/day';
import { focusOnMount } from './focus-on-mount.js';
import { LineField } from './line-field.js';
import { NotSaved } from './not-saved.js';
import { isOutOfReach } from './out-of-reach.js';
import { usePanel, useRecord } from './panel-context.js';
import { isRestricted } from './restricted.js';
import { SavedWordsNotice } from './saved-words-notice.js';
import { UnsavedWords } from './unsaved-words.js';
import { useDraft, type Drafting } from './use-draft.js';
import { useWrite } from './use-write.js';
import { WordsField } from './words-field.js';
import { wordsMistake } from './words-mistake.js';

const most = 10_000;

type Stage =
  | { readonly at: 'writing' }
  | { readonly at: 'leaving' }
  | { readonly at: 'choosing'; readonly offers: readonly RouteOffer[] }
  | { readonly at: 'complaint'; readonly saved: VoiceReply }
  | { readonly at: 'handed-over'; readonly reply: HandOffReply }
  | { readonly at: 'waiting' }
  | { readonly at: 'saved'; readonly saved: VoiceReply; readonly phones: RouteOffer['phones'] };

interface Props {
  readonly start: () => WordsDraft;
  /** What is to be read: the label of the field, its hint, the buttons, and what to say when nothing was written. */
  readonly says: {
    readonly label: string;
    readonly hint: string;
    readonly save: string;
    readonly leave: string;
    readonly empty: string;
    readonly saved: string;
    /** The same, where there is a reference to read out. */
    readonly savedAs?: (reference: string) => string;
  };
  readonly save: (
    api: EmbedApi,
    draft: WordsDraft,
    routing: RoutingDecision | undefined,
    key: string,
    note: Drafting<WordsDraft>['note'],
  ) => Write<SavedWords>;
  /** The officer was writing here before it was drawn anew. */
  readonly takesFocus?: boolean;
  /** What cannot be sent now waits for it, and the officer goes on. */
  readonly mayWait?: boolean;
  /** Comes before the words. */
  readonly first?: (drafting: Drafting<WordsDraft>) => ReactNode;
  /** What may be tapped instead of writing, right after the words. */
  readonly choices?: (drafting: Drafting<WordsDraft>) => ReactNode;
  readonly fields: (drafting: Drafting<WordsDraft>) => ReactNode;
  readonly onSaved?: (voiceId: string, draft: WordsDraft) => void;
  /** They were handed over where nothing of them may stay. */
  readonly onRestricted: () => void;
  readonly onStop?: () => void;
  /** Left without saving. */
  readonly onLeave: () => void;
  readonly onDone: () => void;
}

/**
 * Their words, from typing them to keeping them. What is not ours to keep is offered to whoever can act on it first, and
 * a person decides; the words stay on screen until then.
 */
export function WordsForm({
  start,
  says,
  save,
  fields,
  onSaved,
  onRestricted,
  onStop,
  onLeave,
  onDone,
  takesFocus = false,
  mayWait,
  first,
  choices,
}: Props) {
  const { text, locale, drafts, draftsChanged, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const drafting = useDraft(start);
  const { draft, change, note, keyFor, forget, release } = drafting;
  const [stage, setStage] = useState<Stage>(() =>
    draft.saved ? { at: 'complaint', saved: draft.saved } : { at: 'writing' },
  );
  const [mistake, setMistake] = useState<string>();
  /** What the words suggested when they were last looked at. */
  const offered = useRef<readonly RouteOffer[]>([]);

  const later = laterTextIn(locale);
  /** With how it felt, as it is kept. */
  const words = withFelt(draft);
  const said: WordsDraft = { ...draft, words };

  const send = (routing?: RoutingDecision) => {
    const key = keyFor(JSON.stringify(routing ?? 'as typed'));
    const write = save(api, said, routing, key, note);
    const looked: Write<SavedWords> = {
      send: async () => {
        if (routing) return write.send();
        offered.current = await suggested(api.offers(words));
        return withoutComplaint(offered.current).length > 0 ? { offers: offered.current } : write.send();
      },
    };
    const orWaits: Write<SavedWords | 'waits'> = {
      send: async () => {
        try {
          return await looked.send();
        } catch (thrown) {
          if (!mayWait || routing || !isOutOfReach(codeOf(thrown))) throw thrown;
          return 'waits';
        }
      },
    };
    writing.start(orWaits, (reply) => {
      if (reply === 'waits') return wait(key);
      if ('offers' in reply) {
        offered.current = reply.offers;
        const toChoose = withoutComplaint(reply.offers);
        setStage({ at: 'choosing', offers: toChoose.length > 0 ? toChoose : reply.offers });
        announce(text('choose.title'));
        return;
      }
      settle(
        reply,
        offered.current.filter(({ route }) => routing?.chosen.includes(route)),
      );
    });
  };

  const wait = (key: string) => {
    const lasting = api.lasting();
    release();
    drafts.waiting.add({
      draft,
      send: async (from = lasting) => {
        const offers = await suggested(from.offers(words));
        if (offers.length > 0) return { offers };
        const saved = await save(from, said, undefined, key, note).send();
        if (!('offers' in saved)) forget();
        return saved;
      },
    });
    draftsChanged();
    setStage({ at: 'waiting' });
    announce(text('waiting.saved'));
  };

  const settle = (saved: VoiceReply, chosen: readonly RouteOffer[]) => {
    if (chosen.some(({ route }) => isRestricted(route))) {
      drafts.dropAll(record);
      draftsChanged();
      onRestricted();
      return;
    }
    if (saved.voiceId !== null) onSaved?.(saved.voiceId, draft);
    const unhappy = offered.current.some(({ route }) => route === 'complaint_choice');
    // Asking at the record would tie words to it that were to be kept without a name.
    if (unhappy && !draft.about.isAnonymous) {
      change({ saved });
      setStage({ at: 'complaint', saved });
      announce(text('complaint.title'));
      return;
    }
    forget();
    setStage({ at: 'saved', saved, phones: chosen.flatMap(({ phones }) => phones) });
    announce([savedText(text, saved, says), ...followsFrom(text, locale, saved)].join(' '));
  };

  const submit = () => {
    const found = words.trim() === '' ? says.empty : wordsMistake(text, words, text('words.tooLong'), most);
    setMistake(found);
    if (found) announce(found);
    else send();
  };
  const leave = () => {
    if (words.trim() !== '') return setStage({ at: 'leaving' });
    forget();
    onLeave();
  };

  switch (stage.at) {
    case 'choosing':
      return (
        <ChooseRoute
          words={words}
          offers={stage.offers}
          writing={writing}
          onDecide={send}
          onChange={() => {
            writing.forget();
            setStage({ at: 'writing' });
          }}
          onReload={onDone}
        />
      );
    case 'complaint': {
      const { voiceId } = stage.saved;
      const isKnown = voiceId !== null && ofTheHousehold.includes(draft.about.speaker);
      return (
        <ComplaintQuestion
          about={{ toldAt: draft.begunAt, ...(isKnown ? { voiceId } : { words }) }}
          keyFor={keyFor}
          onReload={onDone}
          onAnswered={(_answer, reply) => {
            forget();
            if (reply.handOff) setStage({ at: 'handed-over', reply: reply.handOff });
            else setStage({ at: 'saved', saved: stage.saved, phones: [] });
          }}
        />
      );
    }
    case 'handed-over':
      return <HandedOver reply={stage.reply} onDone={onDone} />;
    case 'waiting':
      return (
        <div className="words">
          <p className="said">{text('waiting.saved')}</p>
          <p>{text('help.notRight')}</p>
          <button type="button" className="button button-primary" onClick={onDone} ref={focusOnMount}>
            {text('panel.done')}
          </button>
        </div>
      );
    case 'saved':
      return (
        <SavedWordsNotice
          said={savedText(text, stage.saved, says)}
          then={followsFrom(text, locale, stage.saved)}
          words={stage.saved.voiceId === null && !stage.saved.isHeld ? null : words}
          phones={stage.phones}
          onDone={onDone}
        />
      );
    default:
      return (
        <form
          className="words"
          aria-busy={writing.busy}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {first?.(drafting)}
          {draft.isBack && <p className="band band-warning">{text('words.back')}</p>}
          <WordsField
            label={says.label}
            hint={says.hint}
            words={draft.words}
            takesFocus={takesFocus}
            mistake={mistake}
            isSaving={writing.busy}
            onWrite={(typed) => {
              setMistake(undefined);
              change({ words: typed });
            }}
          />
          {draft.form !== 'correction' && words.trim() !== '' && (
            <LineField
              label={later('felt.label')}
              hint={later('felt.hint')}
              value={draft.felt ?? ''}
              most={longestFelt}
              onWrite={(felt) => change({ felt })}
            />
          )}
          {choices?.(drafting)}
          {fields(drafting)}
          <NotSaved writing={writing} onReload={onDone} />
          {stage.at === 'leaving' && (
            <UnsavedWords
              onLeaveOut={() => {
                forget();
                onLeave();
              }}
            />
          )}
          <div className="actions">
            <button type="submit" className="button button-primary">
              {says.save}
            </button>
            <button type="button" className="button" onClick={leave}>
              {says.leave}
            </button>
          </div>
          {onStop && (
            <button type="button" className="link" onClick={onStop}>
              {text('stop.here')}
            </button>
          )}
        </form>
      );
  }
}

/** Speakers whose notes belong to the household of the record. */
const ofTheHousehold: readonly string[] = ['resident', 'household-member', 'carer', 'family'];

/** A complaint is not a place for words to go: whether they want one is asked once the words are saved. */
function withoutComplaint(offers: readonly RouteOffer[]): readonly RouteOffer[] {
  return offers.filter(({ route }) => route !== 'complaint_choice');
}

function savedText(text: Text, { handOffs, reference }: VoiceReply, says: Props['says']): string {
  if (handOffs.length === 0) return (reference !== undefined && says.savedAs?.(reference)) || says.saved;
  return text('handOff.passedOn', { reference: handOffs.map(({ reference }) => reference).join(', ') });
}

/** What happens next with words that were kept. */
function followsFrom(text: Text, locale: Locale, { replyBy, isHeld }: VoiceReply): string[] {
  return [
    ...(isHeld ? [text('log.held')] : []),
    ...(replyBy ? [text('log.hearBack', { date: dayIn(locale, replyBy) })] : []),
  ];
}

/** What words suggest. That they could not be looked at does not keep them from being saved: the service looks again. */
async function suggested(offers: Promise<RouteOffer[]>): Promise<readonly RouteOffer[]> {
  try {
    return await offers;
  } catch (thrown) {
    if (thrown instanceof Fault && (thrown.code === 'server' || thrown.code === 'forbidden')) return [];
    throw thrown;
  }
}
