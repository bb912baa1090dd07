import type { HandOffRequest, PanelView } from '@doorstep/contracts/embed';
import { useCallback, useEffect, useRef, useState } from 'react';
import { beginHandOff } from '../drafts.js';
import { codeOf, Fault } from '../fault.js';
import { Conversation, type Stop } from './conversation.js';
import { FaultNotice, faultTitle } from './fault-notice.js';
import { Heading } from './heading.js';
import { Loading } from './loading.js';
import { CorrectWords, fetchLaterScreens, LogSomething, ReadBack, SomethingNotRight } from './later.js';
import { OfflineNotice } from './offline-notice.js';
import { OtherNote } from './other-note.js';
import { usePanel, useRecord } from './panel-context.js';
import { RecordWaysServices } from './record-ways.js';
import { Stopped } from './stopped.js';
import { useFreshView } from './use-fresh-view.js';
import { useIsOnline } from './use-is-online.js';
import { useOnline } from './use-online.js';
import { useWrite } from './use-write.js';
import { Ways, type Way } from './ways.js';

type State =
  | { readonly at: 'loading' }
  | { readonly at: 'fault'; readonly fault: Fault }
  | { readonly at: 'ready'; readonly view: PanelView };

/** A screen in front of the conversation, which waits behind it as it was. */
type Page =
  | { readonly at: 'log' }
  | { readonly at: 'read-back'; readonly voiceId: string }
  | { readonly at: 'correct'; readonly voiceId: string; readonly words: string }
  | { readonly at: 'stopped' };

/** One record, from the request for its prompts to whatever the officer does with them. */
export function RecordView() {
  const { text, announce, emit, focusPanel, drafts, draftsChanged, offerLog } = usePanel();
  const open = useRecord();
  const { api, record, signal } = open;
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
  const isOnline = useIsOnline();
  /** How many cards on screen offer the way to log themselves. */
  const [logOffers, setLogOffers] = useState(0);
  const screen = useRef<HTMLDivElement>(null);
  const wordsAreBack = useRef(false);

  /** The service no longer speaks with this version: the panel leaves the page. */
  const leave = () => {
    console.warn(
      `Doorstep ${DOORSTEP_VERSION} is no longer supported and has left the page. Load the current version.`,
    );
    emit('doorstep-error', { code: 'version_retired', fatal: true });
  };
  /** What was typed here on a page that is gone comes back, once. */
  const bringBackWords = async () => {
    if (wordsAreBack.current || !api.hasDraft) return;
    wordsAreBack.current = true;
    try {
      const { restoreDrafts } = await fetchLaterScreens();
      await restoreDrafts(open, drafts);
    } catch {
      // They are still kept: the next time that the record is opened brings them back.
      return;
    }
    if (signal.aborted) return;
    draftsChanged();
    setPage((shown) => shown ?? leftOpen());
  };
  const load = useCallback(async () => {
    setState({ at: 'loading' });
    // A host that sets two attributes one after the other means one record: the first of them is aborted by now.
    await Promise.resolve();
    if (signal.aborted) return;
    try {
      const view = await api.view();
      if (signal.aborted) return;
      await bringBackWords();
      if (signal.aborted) return;
      setState({ at: 'ready', view });
      const count = countOf(view);
      emit('doorstep-prompts', { count });
      announce(count > 0 ? text('prompt.arrived', { count }) : text('empty.title'));
    } catch (thrown) {
      if (signal.aborted) return;
      const fault = thrown instanceof Fault ? thrown : new Fault(codeOf(thrown));
      if (fault.code === 'version_retired') return leave();
      setState({ at: 'fault', fault });
      if (!isOut(fault)) announce(text(faultTitle(fault)));
      const { code, reference } = fault;
      emit('doorstep-error', { code, ...(reference !== undefined && { ref: reference }), fatal: false });
    }
    // The services change identity with every render of the panel; the record, and with it this view, does not.
  }, [api, signal]);

  useEffect(() => void load(), [load]);
  useOnline(() => state.at === 'fault' && state.fault.code === 'network' && void load());

  useEffect(() => {
    if (!isOnline) announce(`${text('offline.title')} ${text('offline.body')}`);
  }, [isOnline]);

  /** New words or prompts take their place beside what is there, and are said once. */
  const showFresh = (view: PanelView) => {
    if (state.at !== 'ready') return;
    const [before, count] = [countOf(state.view), countOf(view)];
    setState({ at: 'ready', view });
    if (count !== before) emit('doorstep-prompts', { count });
    if (count !== before && count > 0) announce(text('prompt.arrived', { count }));
    else if (!isSame(state.view.heardBefore, view.heardBefore)) announce(text('fresh.heard'));
  };
  const look = useFreshView({
    isShown: state.at === 'ready',
    isBusy: () => page !== undefined || notRight || isInUse(screen.current),
    onFresh: showFresh,
    onFault: (code) => code === 'version_retired' && leave(),
  });
  useEffect(
    () =>
      drafts.waiting.watch(() => {
        if (drafts.of(record, 'log')) setPage((shown) => shown ?? { at: 'log' });
        look();
      }),
    [],
  );

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
  const passOn = (route: HandOffRequest['route']) => {
    drafts.keep(beginHandOff(record, route));
    draftsChanged();
    go('not-right');
  };
  const closePage = (way?: Way) => {
    setPage(undefined);
    setCameBackFrom(way);
  };

  const openLog = () => go('log');
  useEffect(() =>
    offerLog(() => {
      if (!mayGo('log', state)) return false;
      setNotRight(false);
      openLog();
      return true;
    }),
  );
  const offersLog = useCallback(() => {
    setLogOffers((offers) => offers + 1);
    return () => setLogOffers((offers) => offers - 1);
  }, []);
  const cannotLog = page?.at === 'log' || page?.at === 'stopped' || (logOffers > 0 && page === undefined);
  const ways = (['log', 'not-right'] as const).filter(
    (way) => mayGo(way, state) && !notRight && !(way === 'log' && cannotLog),
  );
  return (
    <RecordWaysServices value={{ openLog, cameBackFromLog: cameBackFrom === 'log', offersLog, reload: again }}>
      <Ways ways={ways} cameBackFrom={cameBackFrom} onGo={go} />
      {!isSignedOut(state) && <OtherNote />}
      {!isOnline && <OfflineNotice />}
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
            onPassOn={passOn}
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
        {page?.at === 'stopped' && <Stopped writing={stopping} onHelp={() => passOn('support')} onDone={again} />}
        <div className="view" hidden={page !== undefined} ref={screen}>
          {state.at === 'loading' && <Loading />}
          {state.at === 'fault' && (isOnline || !isOut(state.fault)) && (
            <FaultNotice fault={state.fault} onTryAgain={again} />
          )}
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
    </RecordWaysServices>
  );
}

function countOf({ tellThem, prompts }: PanelView): number {
  return tellThem.length + prompts.length;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether nobody is signed in: what they left is then still here, and there is nowhere to go back to. */
function isSignedOut(state: State): boolean {
  return state.at === 'fault' && (state.fault.code === 'token_missing' || state.fault.code === 'token_rejected');
}

/** Whether there is no connection, and nothing else is wrong. */
function isOut({ code }: Fault): boolean {
  return code === 'network' && !navigator.onLine;
}

/** Whether somebody is reading a form on this screen, or is at one of its buttons. */
function isInUse(screen: HTMLElement | null): boolean {
  if (!screen) return false;
  const shadow = screen.getRootNode() as Document | ShadowRoot;
  return screen.querySelector('form') !== null || screen.contains(shadow.activeElement);
}

/** Where nobody is signed in nothing can be passed on; about another team's home nothing can be kept. */
function mayGo(way: Way, state: State): boolean {
  if (state.at === 'ready') return way === 'not-right' || state.view.home.state !== 'forbidden';
  if (state.at === 'loading') return true;
  switch (state.fault.code) {
    case 'token_missing':
    case 'token_rejected':
    case 'installation_unknown':
    case 'origin_not_allowed':
      return false;
    case 'forbidden':
      return way === 'not-right';
    default:
      return true;
  }
}
