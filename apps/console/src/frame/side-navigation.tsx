import { useState, type KeyboardEvent } from 'react';
import { NavLink } from 'react-router';
import { useText } from '../language.js';
import { navigation } from '../navigation.js';
import { AlarmCount } from './alarm-count.js';

/** Where one can go; on a narrow screen it folds behind a button. */
export function SideNavigation() {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setIsOpen(false);
  };
  return (
    <nav className="side" aria-label={text('console.navigation')} onKeyDown={close}>
      <button
        type="button"
        className="button side-fold"
        aria-expanded={isOpen}
        aria-controls="side-places"
        onClick={() => setIsOpen(!isOpen)}
      >
        {text('console.menu')}
      </button>
      <div id="side-places" className="side-places" data-open={isOpen || undefined}>
        {navigation
          .filter(({ places }) => places.length > 0)
          .map(({ title, places }) => (
            <div key={title} className="side-group">
              {title !== null && <h2 className="side-title">{text(title)}</h2>}
              <ul>
                {places.map(({ to, label }) => (
                  <li key={to}>
                    <NavLink to={to} end={to === '/people' || to === '/'} onClick={() => setIsOpen(false)}>
                      {text(label)}
                      {to === '/alarms' && <AlarmCount />}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </div>
    </nav>
  );
}
