import { useEffect } from 'react';

/**
 * Puts the focus on what was just made or changed, by its id, once it is on the screen; null: nothing was. `again` tells
 * one time from another.
 */
export function useFocusOn(id: string | null, again?: number): void {
  useEffect(() => {
    if (id !== null) document.getElementById(id)?.focus();
  }, [id, again]);
}
