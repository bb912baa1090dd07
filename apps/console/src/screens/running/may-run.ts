import { useSignedIn } from '../../api/session.js';

/** Whether who is signed in may bring data in, pause it, plan it, and leave rows out. */
export function useMayRun(): boolean {
  return useSignedIn().roles.includes('administrator');
}
