import { useState } from 'react';
import { focusOnMount } from './focus-on-mount.js';
import { HandOffList } from './later.js';
import { Notice } from './notice.js';
import { usePanel } from './panel-context.js';

/** No record, or several: there is nothing to ask, and whom to ring is still one step away. */
export function NoRecord({ many }: { readonly many: boolean }) {
  const { text } = usePanel();
  const [open, setOpen] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  if (open) {
    return (
      <HandOffList
        onBack={() => {
          setOpen(false);
          setCameBack(true);
        }}
      />
    );
  }
  return (
    <>
      <nav className="ways">
        <button
          type="button"
          className="link way-not-right"
          ref={cameBack ? focusOnMount : null}
          onClick={() => setOpen(true)}
        >
          {text('ways.notRight')}
        </button>
      </nav>
      <Notice title={text(many ? 'many.title' : 'none.title')} />
    </>
  );
}
