import { useEffect, useRef } from 'react';

/** Calls back when the browser is online again. */
export function useOnline(back: () => unknown): void {
  const latest = useRef(back);
  latest.current = back;
  useEffect(() => {
    const online = () => void latest.current();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);
}
