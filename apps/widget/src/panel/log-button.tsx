import { useLayoutEffect } from 'react';
import { focusOnMount } from './focus-on-mount.js';
import { usePanel } from './panel-context.js';
import { useRecordWays } from './record-ways.js';

/** The way to log something, in a card that has nothing else to do. */
export function LogButton() {
  const { text } = usePanel();
  const { openLog, cameBackFromLog, offersLog } = useRecordWays();
  useLayoutEffect(() => offersLog(), []);
  return (
    <div className="actions">
      <button type="button" className="button" onClick={openLog} ref={cameBackFromLog ? focusOnMount : null}>
        {text('ways.log')}
      </button>
    </div>
  );
}
