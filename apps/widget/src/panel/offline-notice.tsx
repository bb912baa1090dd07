import { usePanel } from './panel-context.js';

/** Says that the connection is gone and that what is on screen waits for it. */
export function OfflineNotice() {
  const { text } = usePanel();
  return (
    <p className="band band-warning">
      <strong>{text('offline.title')}</strong> {text('offline.body')}
    </p>
  );
}
