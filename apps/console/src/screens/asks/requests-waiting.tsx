import { Link } from 'react-router';
import { useText } from '../../language.js';
import { useAskRequests } from './use-ask-requests.js';

/** How many questions from other teams wait, for whoever leads. */
export function RequestsWaiting() {
  const text = useText();
  const { data } = useAskRequests();
  const count = data?.items.filter(({ state }) => state === 'waiting').length ?? 0;
  if (count === 0) return null;
  return (
    <p>
      <Link to="/ask-requests">{text('askRequests.wait', { count })}</Link>
    </p>
  );
}
