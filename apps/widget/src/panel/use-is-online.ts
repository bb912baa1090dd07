import { useEffect, useState } from 'react';
import { usePanel } from './panel-context.js';

/** Whether the browser has a connection, as far as it knows. */
export function useIsOnline(): boolean {
  const { guard } = usePanel();
  const [isOnline, setIsOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => guard(() => setIsOnline(navigator.onLine));
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    // It may have come back between the first drawing and now.
    look();
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}
