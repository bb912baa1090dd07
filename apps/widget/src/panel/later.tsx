import { useEffect, useState, type ComponentType } from 'react';
import { usePanel } from './panel-context.js';
import { useOnline } from './use-online.js';

type Later = typeof import('./later-screens.js');
type Screens = Omit<Later, 'restoreDrafts'>;
type PropsOf<Name extends keyof Screens> = Parameters<Screens[Name]>[0];

let screens: Later | undefined;
let fetching: Promise<Later> | undefined;
let tries = 0;

/** Fetches what comes after the first view. Call it early: an officer who goes offline then still has every screen. */
export function fetchLaterScreens(): Promise<Later> {
  fetching ??= (tries === 0 ? firstTry() : nextTry()).then(
    (fetched) => (screens = fetched),
    (cause: unknown) => {
      fetching = undefined;
      tries += 1;
      throw cause;
    },
  );
  return fetching;
}

const firstTry = (): Promise<Later> => import('./later-screens.js');

/**
 * A browser remembers for as long as the page lives that a module did not come, so that the next try needs an address of
 * its own; only the built function knows what it was.
 */
function nextTry(): Promise<Later> {
  const address = /import\(["'`]([^"'`]+)["'`]\)/.exec(String(firstTry))?.[1];
  if (address === undefined) return firstTry();
  return import(/* @vite-ignore */ new URL(`${address}?try=${tries}`, import.meta.url).href) as Promise<Later>;
}

export const CanDo = later('CanDo');
export const CorrectWords = later('CorrectWords');
export const HandOffList = later('HandOffList');
export const LogSomething = later('LogSomething');
export const NotThisTime = later('NotThisTime');
export const Photos = later('Photos');
export const ReadBack = later('ReadBack');
export const Rested = later('Rested');
export const SavedOutcome = later('SavedOutcome');
export const SomethingNotRight = later('SomethingNotRight');
export const SpokenWith = later('SpokenWith');
export const TakePart = later('TakePart');
export const TakingPartSaved = later('TakingPartSaved');
export const WhatTheySaid = later('WhatTheySaid');
export const WordsReminder = later('WordsReminder');

/** A screen that is there at once when it was fetched before, and says so when it cannot be. */
function later<Name extends keyof Screens>(name: Name): ComponentType<PropsOf<Name>> {
  return function Later(props: PropsOf<Name>) {
    const { text } = usePanel();
    const [missing, setMissing] = useState(false);
    const [, setFetched] = useState(screens !== undefined);
    const look = () => {
      setMissing(false);
      fetchLaterScreens().then(
        () => setFetched(true),
        () => setMissing(true),
      );
    };
    useEffect(() => {
      if (!screens) look();
    }, []);
    useOnline(() => missing && look());
    const Screen = screens?.[name] as ComponentType<PropsOf<Name>> | undefined;
    if (Screen) return <Screen {...props} />;
    if (!missing) return null;
    return (
      <div className="card card-quiet" role="alert">
        <p className="title">{text('offline.title')}</p>
        <div className="actions">
          <button type="button" className="button" onClick={look}>
            {text('panel.tryAgain')}
          </button>
        </div>
      </div>
    );
  };
}
