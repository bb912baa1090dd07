import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RecordPage } from './record-page.js';

const { doorstep = '', installation = '' } = document.documentElement.dataset;
createRoot(document.querySelector('#app') as Element).render(
  <StrictMode>
    <RecordPage doorstep={doorstep} installation={installation} />
  </StrictMode>,
);
