import '@doorstep/ui/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/connect.css';
import './styles/going-live.css';
import './styles/prompts.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

// A link that signs somebody in is taken out of the address before anything else can see it.
const link = /^#(si_\S+)$/.exec(location.hash)?.[1];
if (link !== undefined) history.replaceState(null, '', location.pathname);

const place = document.getElementById('app');
if (place) createRoot(place).render(<App link={link} />);
