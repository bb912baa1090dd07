import { useApp } from '../app-context.js';
import { Notice } from './notice.js';

/** Said before anybody relies on it. */
export function StorageNotice() {
  const { snapshot, text } = useApp();
  if (snapshot.storage === 'nearly-full') {
    return <Notice tone="warning" title={text('storage.full')} body={text('storage.fullBody')} />;
  }
  if (snapshot.storage !== 'unavailable') return null;
  return <Notice tone="warning" title={text('storage.unavailable')} body={text('storage.unavailableBody')} />;
}
