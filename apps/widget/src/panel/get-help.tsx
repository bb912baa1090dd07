import { usePanel } from './panel-context.js';
import { knownPhones, Phones } from './phones.js';

/** Last on every view: whom to ring, where to pass something on, and whom to tell when the panel itself does not work. */
export function GetHelp() {
  const { text } = usePanel();
  return (
    <footer className="panel-footer">
      <details className="fold help">
        <summary>{text('help.title')}</summary>
        <p>{text('handOff.danger')}</p>
        <Phones brief phones={knownPhones(text, ['emergency'])} />
        <p>{text('help.notRight')}</p>
        <p>{text('help.panel', { version: DOORSTEP_VERSION })}</p>
      </details>
    </footer>
  );
}
