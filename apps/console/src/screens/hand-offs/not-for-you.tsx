import { useSignedIn } from '../../api/session.js';
import { useText } from '../../language.js';

/** Who can see what was passed on, for somebody who may not. */
export function NotForYou() {
  const text = useText();
  const yours = useSignedIn().roles.map((role) => text(`role.${role}`));
  return <p className="notice notice-plain">{text('handOffs.notYours', { yours: yours.join(', ') })}</p>;
}
