import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { makeQueryClient } from './api/query-client.js';
import { ErrorBoundary } from './error-boundary.js';
import { makeRouter } from './routes.js';
import { SessionGate } from './session-gate.js';
import { LanguageProvider } from './language.js';

/** Everything, around the screens. `link` is the one-time link that somebody came with. */
export function App({ link }: { readonly link: string | undefined }) {
  const [client] = useState(makeQueryClient);
  return (
    <LanguageProvider>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <SessionGate link={link}>
            <Screens />
          </SessionGate>
        </QueryClientProvider>
      </ErrorBoundary>
    </LanguageProvider>
  );
}

function Screens() {
  const [router] = useState(makeRouter);
  return <RouterProvider router={router} />;
}
