import { byUrgency } from '../outbox/timing.js';
import type { ListedEntry } from '../store/store.js';

/** Visits that go by themselves once there is signal, in the order they will go. */
export function waiting(entries: readonly ListedEntry[]): ListedEntry[] {
  return entries.filter(({ state }) => state === 'saved').sort(byUrgency);
}

/** Visits that somebody has to decide about: they, or a photo with them, were not taken. */
export function needingPerson(entries: readonly ListedEntry[]): ListedEntry[] {
  return entries
    .filter(({ state, photos }) => state === 'needs-you' || photos.some((photo) => photo.state === 'needs-you'))
    .sort(byUrgency);
}
