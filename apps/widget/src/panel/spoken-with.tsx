import type { PanelView } from '@doorstep/contracts/embed';
import { dayIn } from '@doorstep/ui/day';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { usePanel } from './panel-context.js';

/** Who of staff spoke with them before, so that they need not begin anew with somebody else. */
export function SpokenWith({ before }: { readonly before: NonNullable<PanelView['spokenWith']> }) {
  const { locale } = usePanel();
  const who = before.map(({ name, lastOn }) => `${name} (${dayIn(locale, lastOn)})`).join(', ');
  return <p className="muted">{laterTextIn(locale)('spoken.before', { who })}</p>;
}
