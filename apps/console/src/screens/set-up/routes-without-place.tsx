import { Link } from 'react-router';
import { useLanguage } from '../../language.js';
import { Notice } from '../../parts/notice.js';
import { useRoutes } from '../hand-offs/use-routes.js';

/** Which hand-offs have no place yet, under the steps; nothing once each has one. */
export function RoutesWithoutPlace() {
  const { locale, text } = useLanguage();
  const without = useRoutes().data?.items.filter(({ isReady }) => !isReady) ?? [];
  if (without.length === 0) return null;
  const names = without.map(({ route }) => text(`route.${route}`));
  return (
    <Notice kind="look" title={text('handOffRoutes.noPlace', { count: without.length })}>
      <p>{new Intl.ListFormat(locale, { type: 'unit' }).format(names)}</p>
      <p>
        <Link to="/settings/hand-off-routes">{text('handOffRoutes.sayWhere')}</Link>
      </p>
    </Notice>
  );
}
