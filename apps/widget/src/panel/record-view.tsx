import type { PanelView } from '@doorstep/contracts/embed';
import { useCallback, useEffect, useState } from 'react';
import { beginHandOff } from '../drafts.js';
import { codeOf, type FaultCode } from '../fault.js';
import { Conversation, type Stop } from './conversation.js';
import { CorrectWords } from './correct-words.js';
import { FaultNotice } from './fault-notice.js';
import { Heading } from './heading.js';
import { Loading } from './loading.js';
import { LogSomething } from './log-something.js';
import { OtherNote } from './other-note.js';
import { usePanel, useRecord } from './panel-context.js';
import { ReadBack } from './read-back.js';
import { SomethingNotRight } from './something-not-right.js';
import { Stopped } from './stopped.js';
import { useOnline } from './use-online.js';
import { useWrite } from './use-write.js';
import { Ways, type Way } from './ways.js';

type State =
  | { readonly at: 'loading' }
  | { readonly at: 'fault'; readonly code: FaultCode }
  | { readonly at: 'ready'; readonly view: PanelView };

/** A screen in front of the conversation, which waits behind it as it was. */
type Page =
  | { readonly at: 'log' }
  | { readonly at: 'read-back'; readonly voiceId: string }
  | { readonly at: 'correct'; readonly voiceId: string; readonly words: string }
  | { readonly at: 'stopped' };

/** One record, from the request for its prompts to whatever the officer does with them. */
export function RecordView() {
  const { text, announce, emit, focusPanel, drafts, draftsChanged } = usePanel();
  const { api, record, signal } = useRecord();
  const [state, setState] = useState<State>({ at: 'loading' });
  const leftOpen = (): Page | undefined => {
    const correction = drafts.of(record, 'correction');
    if (correction?.voiceId !== undefined)
      return { at: 'correct', voiceId: correction.voiceId, words: correction.words };
    return drafts.of(record, 'log') && { at: 'log' };
  };
  const [page, setPage] = useState(leftOpen);
  /** In front of everything else, whatever is open. */
  const [notRight, setNotRight] = useState(() => drafts.of(record, 'hand-off') !== undefined);
  /** Until the officer does something here, focus is left where it is: a draft alone must not take it from the host. */
  const [acted, setActed] = useState(false);
  const [cameBackFrom, setCameBackFrom] = useState<Way>();
  const [savedQuietly, setSavedQuietly] = useState(false);
  const stopping = useWrite();

  const load = useCallback(async () => {
    setState({ at: 'loading' });
    // A host that sets two attributes one after the other means one record: the first of them is aborted by now.
    await Promise.resolve();
    if (signal.aborted) return;
    try {
      const view = await api.view();
      if (signal.aborted) return;
      setState({ at: 'ready', view });
      const count = view.tellThem.length + view.prompts.length;
      emit('doorstep-prompts', { count });
      announce(count > 0 ? text('prompt.arrived', { count }) : text('empty.title'));
    } catch (thrown) {
      if (signal.aborted) return;
      const code = codeOf(thrown);
      setState({ at: 'fault', code });
      emit('doorstep-error', { code, fatal: false });
    }
    // The services change identity with every render of the panel; the record, and with it this view, does not.
  }, [api, signal]);

  useEffect(() => void load(), [load]);
  useOnline(() => state.at === 'fault' && state.code === 'network' && void load());

  const again = () => {
    focusPanel();
    // Words that are not saved yet stay in sight, whatever was done meanwhile.
    setPage(leftOpen());
    setNotRight(false);
    setSavedQuietly(false);
    setCameBackFrom(undefined);
    void load();
  };
  /** Nothing that was typed or shown before is left, whatever it was. */
  const startAfresh = () => {
    again();
    setSavedQuietly(true);
    announce(text('handOff.savedQuietly'));
  };
  const stop = ({ promptId, outcomeId }: Stop, form: 'log' | 'words') => {
    drafts.drop(record, form);
    draftsChanged();
    setPage({ at: 'stopped' });
    const moment = { record, tap: 'not-the-moment' as const, ...(promptId !== undefined && { promptId }) };
    stopping.start(api.stop(moment, outcomeId), () => announce(text('stop.title')));
  };
  const go = (way: Way) => {
    setActed(true);
    setSavedQuietly(false);
    setCameBackFrom(undefined);
    if (way === 'log') setPage({ at: 'log' });
    else setNotRight(true);
  };
  const getHelp = () => {
    drafts.keep(beginHandOff(record, 'support'));
    draftsChanged();
    go('not-right');
  };
  const closePage = (way?: Way) => {
    setPage(undefined);
    setCameBackFrom(way);
  };

  const ways = (['log', 'not-right'] as const).filter(
    (way) => mayGo(way, state) && !notRight && !(way === 'log' && (page?.at === 'log' || page?.at === 'stopped')),
  );
  return (
    <>
      <Ways ways={ways} cameBackFrom={cameBackFrom} onGo={go} />
      <OtherNote />
      {savedQuietly && !page && !notRight && (
        <div className="band band-success saved">
          <Heading takesFocus>{text('handOff.savedQuietly')}</Heading>
        </div>
      )}
      {notRight && (
        <SomethingNotRight
          takesFocus={acted}
          onBack={() => {
            setNotRight(false);
            setCameBackFrom('not-right');
          }}
          onRestricted={startAfresh}
          onDone={again}
        />
      )}
      <div className="view" hidden={notRight}>
        {page?.at === 'log' && (
          <LogSomething
            takesFocus={acted}
            onBack={() => closePage('log')}
            onSaved={again}
            onRestricted={startAfresh}
            onStop={() => stop({}, 'log')}
          />
        )}
        {page?.at === 'read-back' && (
          <ReadBack
            voiceId={page.voiceId}
            onReload={again}
            onClose={() => {
              closePage();
              focusPanel();
            }}
            onChange={({ voiceId, words }) => setPage({ at: 'correct', voiceId, words })}
          />
        )}
        {page?.at === 'correct' && (
          <CorrectWords
            voiceId={page.voiceId}
            words={page.words}
            takesFocus={acted}
            onBack={() => {
              closePage();
              focusPanel();
            }}
            onRestricted={startAfresh}
            onDone={again}
          />
        )}
        {page?.at === 'stopped' && <Stopped writing={stopping} onHelp={getHelp} onDone={again} />}
        <div className="view" hidden={page !== undefined}>
          {state.at === 'loading' && <Loading />}
          {state.at === 'fault' && <FaultNotice code={state.code} onTryAgain={again} />}
          {state.at === 'ready' && (
            <Conversation
              view={state.view}
              onReload={again}
              onRestricted={startAfresh}
              onStop={(stopped) => stop(stopped, 'words')}
              onReadBack={({ voiceId }) => {
                setActed(true);
                if (voiceId !== null) setPage({ at: 'read-back', voiceId });
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** Where nobody is signed in nothing can be passed on; where the record is not known, nothing can be kept about it. */
function mayGo(way: Way, state: State): boolean {
  if (state.at === 'ready') return way === 'not-right' || state.view.home.state !== 'unknown';
  if (state.at === 'loading') return true;
  switch (state.code) {
    case 'token_missing':
    case 'token_rejected':
    case 'installation_unknown':
    case 'origin_not_allowed':
      return false;
    case 'record_unknown':
    case 'forbidden':
      return way === 'not-right';
    default:
      return true;
  }
}
