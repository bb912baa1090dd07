import { useSignedIn } from '../../api/session.js';

const readers: readonly string[] = ['lead', 'officer'];
const enforcement: readonly string[] = ['income', 'asb', 'legal'];

/** Whether who is signed in may read what residents said. Whoever enforces never may, whatever else they are. */
export function useMayReadVoices(): boolean {
  const { roles } = useSignedIn();
  return roles.some((role) => readers.includes(role)) && !roles.some((role) => enforcement.includes(role));
}

/** Whether who is signed in may look at packs. */
export function useMaySeePacks(): boolean {
  return useSignedIn().roles.some((role) => ['administrator', 'lead', 'officer', 'viewer'].includes(role));
}
