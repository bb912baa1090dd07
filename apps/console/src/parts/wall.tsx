import { useSignedIn } from '../api/session.js';
import { useText } from '../language.js';

/** Who can see what stands here, for somebody who may not read what residents said. */
export function Wall() {
  const text = useText();
  const yours = useSignedIn().roles.map((role) => text(`role.${role}`));
  return <p className="notice notice-plain">{text('evidence.wall', { yours: yours.join(', ') })}</p>;
}
