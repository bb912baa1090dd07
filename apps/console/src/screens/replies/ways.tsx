import type { ReplyPreview } from '@doorstep/contracts/http';
import { useText } from '../../language.js';

type Counted = ReplyPreview['ways'][number];

const inOrder: readonly Counted['way'][] = ['in-person', 'phone', 'letter', 'email', 'text'];

/** How many go which way; a way that comes more than once is counted together. */
export function Ways({ ways }: { readonly ways: readonly Counted[] }) {
  const text = useText();
  const counts = inOrder.map((way) => ({
    way,
    count: ways.reduce((sum, one) => (one.way === way ? sum + one.count : sum), 0),
  }));
  return (
    <ul>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ way, count }) => (
          <li key={way}>{text(`tell.way.${way}`, { count })}</li>
        ))}
    </ul>
  );
}
