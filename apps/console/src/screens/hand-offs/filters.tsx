import type { HandOffsQuery } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { SelectField } from '../../parts/field.js';

type Choice = Pick<HandOffsQuery, 'state' | 'route'>;
type Route = NonNullable<HandOffsQuery['route']>;

/** The compiler holds that none is missing; in the order of how much they press. */
const everyRoute: Readonly<Record<Route, true>> = {
  emergency: true,
  restricted: true,
  crisis: true,
  safeguarding_da: true,
  safeguarding: true,
  hazard: true,
  building_safety: true,
  conduct: true,
  legal: true,
  asb: true,
  complaint_choice: true,
  support: true,
  data_rights: true,
  information_request: true,
  service_request: true,
};
/** Which of these a restricted one was is kept nowhere, so that nobody can ask for one of them. */
const keptAsRestricted: readonly Route[] = ['crisis', 'safeguarding_da', 'safeguarding', 'conduct'];
const routes = (Object.keys(everyRoute) as Route[]).filter((one) => !keptAsRestricted.includes(one));
const states = ['open', 'waiting', 'closed', 'all'] as const;

/** Which hand-offs are shown. */
export function Filters({ state, route, onChoose }: Choice & { readonly onChoose: (now: Choice) => void }) {
  const text = useText();
  return (
    <div className="hand-off-filters">
      <SelectField
        label={text('handOffs.state')}
        value={state}
        onChange={({ target }) =>
          onChoose({ ...(route && { route }), state: states.find((one) => one === target.value) ?? 'open' })
        }
      >
        {states.map((one) => (
          <option key={one} value={one}>
            {text(`handOffs.state.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={text('handOffs.route')}
        value={route ?? ''}
        onChange={({ target }) => {
          const now = routes.find((one) => one === target.value);
          onChoose({ state, ...(now && { route: now }) });
        }}
      >
        <option value="">{text('handOffs.everyRoute')}</option>
        {routes.map((one) => (
          <option key={one} value={one}>
            {text(`route.${one}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
