import '../../styles/hand-offs.css';
import type { RouteSetting } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { OneRoute } from './one-route.js';
import { routesKey, useRoutes } from './use-routes.js';

/** Where each hand-off goes. */
export function HandOffRoutes() {
  const text = useText();
  const client = useQueryClient();
  const mayRead = useMay('routes.read');
  const mayChange = useMay('routes.change');
  const query = useRoutes();
  function keep(now: RouteSetting): void {
    client.setQueryData<{ items: RouteSetting[] }>(routesKey, (before) => ({
      items: (before?.items ?? []).map((one) => (one.route === now.route ? now : one)),
    }));
  }
  return (
    <Page title={text('handOffRoutes.title')} lead={text('handOffRoutes.lead')}>
      {!mayChange && <NoPermission to="routes.change" />}
      {mayRead && (
        <Answer query={query} getting={text('handOffRoutes.getting')} errorTitle={text('handOffRoutes.errorTitle')}>
          {({ items }) =>
            items.map((setting) => (
              <OneRoute key={setting.route} setting={setting} mayChange={mayChange} onChanged={keep} />
            ))
          }
        </Answer>
      )}
    </Page>
  );
}
