import { usePanel } from './panel-context.js';

/** Last on every view: where to pass something on, and whom to tell when the panel itself does not work. */
export function GetHelp() {
  const { text } = usePanel();
  return (
    <footer className="panel-footer">
      <details className="fold help">
        <summary>{text('help.title')}</summary>
        <p>{text('help.danger')}</p>
        <p>{text('help.notRight')}</p>
        <p>{text('help.panel', { version: DOORSTEP_VERSION })}</p>
      </details>
    </footer>
  );
}
