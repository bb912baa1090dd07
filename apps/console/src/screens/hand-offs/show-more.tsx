import { useText } from '../../language.js';

/** How many more at a time, and how many at the most. */
export const step = 50;
const most = 500;

interface Props {
  readonly shown: number;
  readonly total: number;
  readonly limit: number;
  readonly isBusy: boolean;
  readonly onMore: (limit: number) => void;
}

/** The way to the next ones of a list, where there are any. */
export function ShowMore({ shown, total, limit, isBusy, onMore }: Props) {
  const text = useText();
  if (shown >= total || limit >= most) return null;
  return (
    <button type="button" className="button" disabled={isBusy} onClick={() => onMore(Math.min(most, limit + step))}>
      {text('handOffs.more')}
    </button>
  );
}
