import { focusOnMount } from './focus-on-mount.js';
import { usePanel } from './panel-context.js';

/** Before words are thrown away. */
export function UnsavedWords({ onLeaveOut }: { readonly onLeaveOut: () => void }) {
  const { text } = usePanel();
  return (
    <div className="band band-warning">
      <p>{text('words.unsaved')}</p>
      <button type="button" className="button" onClick={onLeaveOut} ref={focusOnMount}>
        {text('words.leaveOut')}
      </button>
    </div>
  );
}
