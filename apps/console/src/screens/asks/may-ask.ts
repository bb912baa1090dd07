import { useSignedIn } from '../../api/session.js';

/** Whether who is signed in may write, open, stop and decide asks. An administrator sets up, and asks nobody anything. */
export function useMayAsk(): boolean {
  return useSignedIn().roles.includes('lead');
}

/** Whether who is signed in may record what a household said. */
export function useMayHear(): boolean {
  return useSignedIn().roles.some((role) => role === 'lead' || role === 'officer');
}
