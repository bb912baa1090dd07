import { useText } from '../language.js';
import { useAlarms } from '../screens/hand-offs/use-alarms.js';

/** How many alarms nobody has seen to, beside the way to them; nothing where there is none, or who looks may not know. */
export function AlarmCount() {
  const text = useText();
  const count = useAlarms(true, 1).data?.total ?? 0;
  return count === 0 ? null : <span className="side-count">{text('alarms.count', { count })}</span>;
}
