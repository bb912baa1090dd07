import { useEffect, useState } from 'react';

/** Where one is in the app. It holds ids only: a browser may write it down. */
export type Place =
  | { readonly at: 'today' }
  | { readonly at: 'door'; readonly jobId: string }
  | { readonly at: 'visit'; readonly draftId: string; readonly step: 'about' | 'danger' | 'damp' }
  | { readonly at: 'saved'; readonly entryId: string; readonly jobId: string | null; readonly raised: boolean }
  | { readonly at: 'policy-clash'; readonly jobId: string | null }
  | { readonly at: 'outbox' }
  | { readonly at: 'phone' };

export interface Walk {
  readonly place: Place;
  readonly go: (place: Place) => void;
  /** Goes there in place of this one: the phone's back button does not come here again. */
  readonly turn: (place: Place) => void;
  readonly back: () => void;
}

interface Step {
  readonly place: Place;
  readonly depth: number;
}

const start: Step = { place: { at: 'today' }, depth: 0 };

/** The phone's own back button works, and the address stays the same. */
export function useWalk(): Walk {
  const [step, setStep] = useState(start);
  useEffect(() => {
    history.replaceState(start, '');
    const follow = (event: PopStateEvent) => setStep((event.state as Step | null) ?? start);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const to = (next: Step, way: 'pushState' | 'replaceState') => {
    history[way](next, '');
    setStep(next);
    scrollTo(0, 0);
  };
  return {
    place: step.place,
    go: (place) => to({ place, depth: step.depth + 1 }, 'pushState'),
    turn: (place) => to({ place, depth: step.depth }, 'replaceState'),
    back: () => (step.depth > 0 ? history.back() : to(start, 'replaceState')),
  };
}
