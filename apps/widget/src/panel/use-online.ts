import { useEffect, useRef } from 'react';
import { usePanel } from './panel-context.js';

/** Calls back when the browser is online again. */
export function useOnline(back: () => unknown): void {
  const { guard } = usePanel();
  const latest = useRef(back);
  latest.current = back;
  useEffect(() => {
    const online = () => guard(() => void latest.current());
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);
}
