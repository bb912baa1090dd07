import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { announce } from '../announce.js';
import { useLanguage } from '../language.js';
import { timeOf } from '../when.js';

const subscribe = (changed: () => void) => {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
};

/** While there is no connection: from when the oldest thing on screen is. */
export function OfflineBanner() {
  const { locale, text } = useLanguage();
  const client = useQueryClient();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  const wasOnline = useRef(isOnline);
  const says = isOnline ? undefined : text('console.offline', { time: timeOf(locale, oldestShown(client)) });
  useEffect(() => {
    if (isOnline !== wasOnline.current) announce(says ?? text('console.online'));
    wasOnline.current = isOnline;
  }, [isOnline, says, text]);
  return says === undefined ? null : <p className="offline">{says}</p>;
}

function oldestShown(client: ReturnType<typeof useQueryClient>): number {
  const shown = client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive() && query.state.dataUpdatedAt > 0 && query.queryKey[0] !== 'session');
  return Math.min(Date.now(), ...shown.map((query) => query.state.dataUpdatedAt));
}
