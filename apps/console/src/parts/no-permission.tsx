import { useSignedIn } from '../api/session.js';
import { useText } from '../language.js';
import type { ConsoleTextKey } from '@doorstep/ui/console-text';

type Role = Extract<ConsoleTextKey, `role.${string}`> extends `role.${infer Name}` ? Name : never;

/** Who can change this, for somebody who can only look. */
export function NoPermission({ needed }: { readonly needed: Role }) {
  const text = useText();
  const { roles } = useSignedIn();
  const yours = roles.map((role) => text(`role.${role as Role}`)).join(', ');
  return <p className="notice notice-plain">{text('part.notYours', { needed: text(`role.${needed}`), yours })}</p>;
}
