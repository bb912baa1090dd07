import { currentIn } from '../api/problem.js';
import { ConflictNotice } from './conflict-notice.js';
import { ErrorNotice } from './error-notice.js';

/** Who saved something, and when (ISO 8601), by the names that what is stored has for it. */
export type Signed =
  | { readonly changedBy: string | null; readonly changedAt: string | null }
  | { readonly createdBy: string | null; readonly createdAt: string | null }
  | { readonly setBy: string | null; readonly setAt: string | null }
  | { readonly writtenBy: string | null; readonly writtenAt: string | null };

interface Props<Stored extends Signed, Sent> {
  /** The mutation: what was sent, and how it went. */
  readonly sent: { readonly error: unknown; readonly variables: Sent | undefined; readonly reset: () => void };
  /** The problem's code where somebody else saved first; left out where nobody else can have. */
  readonly code?: string | undefined;
  readonly title?: string;
  /** What somebody else is called where no name is kept. */
  readonly nameless?: string;
  /** Shows what somebody else saved. What was sent is forgotten. */
  readonly onSeeTheirs: (theirs: Stored) => void;
  /** Sends again what was sent, on top of theirs. */
  readonly onKeepMine: (theirs: Stored, mine: Sent) => void;
}

/** Why a change was not saved: somebody else saved first, and theirs can be seen or mine kept; or it went wrong. */
export function NotSaved<Stored extends Signed, Sent>(props: Props<Stored, Sent>) {
  const { sent, code, title, nameless = '', onSeeTheirs, onKeepMine } = props;
  if (sent.error === null) return null;
  const theirs = code === undefined ? null : currentIn<Stored>(sent.error, code);
  if (theirs === null) return <ErrorNotice error={sent.error} {...(title === undefined ? {} : { title })} />;
  const [name, at] = signedBy(theirs);
  return (
    <ConflictNotice
      name={name ?? nameless}
      at={at ?? ''}
      onSeeTheirs={() => {
        sent.reset();
        onSeeTheirs(theirs);
      }}
      // What was refused was sent.
      onKeepMine={() => onKeepMine(theirs, sent.variables as Sent)}
    />
  );
}

function signedBy(stored: Signed): readonly [name: string | null, at: string | null] {
  if ('changedBy' in stored) return [stored.changedBy, stored.changedAt];
  if ('createdBy' in stored) return [stored.createdBy, stored.createdAt];
  return 'setBy' in stored ? [stored.setBy, stored.setAt] : [stored.writtenBy, stored.writtenAt];
}
