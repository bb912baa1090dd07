import type { ContactMappingChoices, ContactMappingShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { MappingRows } from './mapping-rows.js';
import { WhichConnection } from './which-connection.js';

/** Which contact each event of a landlord's system counts as. */
export function Counting() {
  const text = useText();
  const mayChange = useMay('connections.change');
  return (
    <Page isWide title={text('nav.counting')} lead={text('counts.lead')}>
      {!mayChange && <NoPermission to="connections.change" />}
      <WhichConnection>{(name) => <OfConnection key={name} name={name} mayChange={mayChange} />}</WhichConnection>
    </Page>
  );
}

function OfConnection({ name, mayChange }: { readonly name: string; readonly mayChange: boolean }) {
  const text = useText();
  const client = useQueryClient();
  const queryKey = ['contact-mapping', name];
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const [mapping, choices] = await Promise.all([
        answered<ContactMappingShown>(
          api.GET('/api/v1/connections/{name}/contact-mapping', { params: { path: { name } } }) as never,
        ),
        answered<ContactMappingChoices>(api.GET('/admin/v1/contact-mapping-choices') as never),
      ]);
      return { mapping, choices };
    },
  });
  return (
    <Answer query={query} getting={text('counts.getting')} errorTitle={text('counts.errorTitle')}>
      {({ mapping, choices }) => (
        <MappingRows
          name={name}
          mapping={mapping}
          choices={choices}
          mayChange={mayChange}
          onChanged={(now) => client.setQueryData(queryKey, { mapping: now, choices })}
        />
      )}
    </Answer>
  );
}
