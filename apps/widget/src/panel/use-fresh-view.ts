import type { PanelView } from '@doorstep/contracts/embed';
import { useEffect, useRef } from 'react';
import { codeOf, type FaultCode } from '../fault.js';
import { usePanel, useRecord } from './panel-context.js';

/** Milliseconds between two looks at whether the record has changed, while somebody can see it. */
const betweenLooks = 15_000;
/** Milliseconds that a page was hidden after which it is looked at as soon as it is seen again. */
const hiddenLong = 5 * 60_000;

interface Options {
  /** Whether there is a view that may be looked at again. */
  readonly isShown: boolean;
  /** Whether somebody is in the middle of something that must not move under their hands. */
  readonly isBusy: () => boolean;
  readonly onFresh: (view: PanelView) => void;
  readonly onFault: (code: FaultCode) => void;
}

/**
 * Keeps what is on screen as it is in the store. What has not changed costs an answer without a body; what comes while
 * somebody types or reads a form waits until they have finished.
 * @returns Looks at once.
 */
export function useFreshView(options: Options): () => void {
  const { guard } = usePanel();
  const { api, signal } = useRecord();
  const latest = useRef(options);
  latest.current = options;
  const fresh = useRef<PanelView>(undefined);
  const isLooking = useRef(false);

  const show = () => {
    const { isShown, isBusy, onFresh } = latest.current;
    if (!fresh.current || !isShown || isBusy()) return;
    const view = fresh.current;
    fresh.current = undefined;
    onFresh(view);
  };
  const look = async () => {
    if (isLooking.current || !latest.current.isShown) return;
    isLooking.current = true;
    try {
      const view = await api.newerView();
      if (view) fresh.current = view;
      if (!signal.aborted) show();
    } catch (thrown) {
      // What is on screen stays: the next look, or the next tap, shows what is wrong.
      if (!signal.aborted) latest.current.onFault(codeOf(thrown));
    } finally {
      isLooking.current = false;
    }
  };

  useEffect(() => {
    if (!options.isShown) return;
    fresh.current = undefined;
    const isSeen = () => document.visibilityState === 'visible';
    const lookWhereSeen = () => {
      show();
      if (isSeen() && navigator.onLine && !latest.current.isBusy()) void look();
    };
    const timer = setInterval(() => guard(lookWhereSeen), betweenLooks);
    let hiddenAt = isSeen() ? undefined : Date.now();
    const visibilityChanged = () => {
      if (isSeen() && hiddenAt !== undefined && Date.now() - hiddenAt > hiddenLong) void look();
      hiddenAt = isSeen() ? undefined : Date.now();
    };
    const turned = () => guard(visibilityChanged);
    document.addEventListener('visibilitychange', turned);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turned);
    };
  }, [options.isShown]);

  return () => void look();
}
