import { SourceProblem } from '../contract.js';

/**
 * A link that the system sent (a next page, a delta link), as it is followed: whole and unchanged, and only to where the
 * landlord said its system is. `base` is the configured address. Throws `SourceProblem` `not-as-declared`.
 */
export function ownLink(link: unknown, base: string): string {
  const isOwn = typeof link === 'string' && URL.canParse(link) && new URL(link).origin === new URL(base).origin;
  if (isOwn) return link;
  throw new SourceProblem(
    'not-as-declared',
    'The housing system sent a link that leads somewhere else. It was not followed. Tell its administrator.',
    false,
  );
}
