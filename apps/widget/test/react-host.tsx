import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DoorstepPanel, type DoorstepPanelProps } from '../src/react/doorstep-panel.js';

const root = createRoot(document.querySelector('#app') as Element);

/** A host written in React: `show(props)` renders it, `show(null)` takes it away. */
Object.assign(window, {
  show: (props: DoorstepPanelProps | null) =>
    root.render(
      <StrictMode>
        {props && <DoorstepPanel {...props} ref={(panel) => void Object.assign(window, { panel })} />}
      </StrictMode>,
    ),
});
