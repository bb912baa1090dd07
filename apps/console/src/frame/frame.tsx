import { useRef } from 'react';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { useText } from '../language.js';
import { Header } from './header.js';
import { OffBanner } from './off-switch.js';
import { OfflineBanner } from './offline-banner.js';
import { SideNavigation } from './side-navigation.js';

/** What stands around every screen. */
export function Frame() {
  const text = useText();
  const main = useRef<HTMLElement>(null);
  const isGoing = useNavigation().state === 'loading';
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {text('console.skip')}
      </a>
      <Header />
      <OfflineBanner />
      <OffBanner />
      <div className="below">
        <SideNavigation />
        <main id="main" ref={main} tabIndex={-1} aria-busy={isGoing}>
          <Outlet />
        </main>
      </div>
      <ScrollRestoration />
    </>
  );
}
