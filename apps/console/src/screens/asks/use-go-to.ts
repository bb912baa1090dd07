import { useEffect, useRef } from 'react';

/** Takes the keyboard to a field that is only there after the next drawing, by its id. */
export function useGoTo(): (id: string) => void {
  const next = useRef<string>(undefined);
  useEffect(() => {
    if (next.current === undefined) return;
    document.getElementById(next.current)?.focus();
    next.current = undefined;
  });
  return (id) => {
    next.current = id;
  };
}
