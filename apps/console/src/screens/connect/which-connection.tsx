import { useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../language.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { SelectField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { useConnections } from './connections.js';

/** Draws for one connection, after asking which where there are several. `?connection=` names one. */
export function WhichConnection({ children }: { readonly children: (name: string) => ReactNode }) {
  const text = useText();
  const { data, error, refetch } = useConnections();
  const [asked] = useSearchParams();
  const [chosen, setChosen] = useState(asked.get('connection'));
  if (error)
    return (
      <ErrorNotice
        error={error}
        title={text('connect.errorTitle')}
        says={text('connect.errorSays')}
        again={() => void refetch()}
      />
    );
  if (!data) return <LoadingRows says={text('connect.getting')} />;
  const name = chosen ?? data.items[0]?.name;
  if (name === undefined)
    return (
      <Empty title={text('match.none')}>
        <Link to="/set-up/connect">{text('connect.title')}</Link>
      </Empty>
    );
  return (
    <>
      {data.items.length > 1 && (
        <SelectField label={text('match.which')} value={name} onChange={({ target }) => setChosen(target.value)}>
          {data.items.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title} ({one.name})
            </option>
          ))}
        </SelectField>
      )}
      {children(name)}
    </>
  );
}
