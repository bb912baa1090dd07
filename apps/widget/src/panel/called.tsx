import type { Called as Name } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

/** What they said that they like to be called, before anything is said to them. */
export function Called({ called }: { readonly called: readonly Name[] }) {
  const { text } = usePanel();
  return called.map(({ name, saidAs }) => (
    <p key={name}>
      {text('called.name')} <strong>{name}</strong>
      {saidAs !== null && <span className="muted"> {text('called.saidAs', { how: saidAs })}</span>}
    </p>
  ));
}
