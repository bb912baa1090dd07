import type { AddressesAllowed, ConnectionShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { TextAreaField, useOptional } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { linesOf } from '../settings/lines.js';

interface Props {
  readonly connection: ConnectionShown;
  readonly onDone: (says: string) => void;
}

type Sent = Pick<AddressesAllowed, 'version'> & Pick<ConnectionShown, 'allowedAddresses'>;

/** The private addresses that a connection may reach, all at once. */
export function AllowedAddresses({ connection, onDone }: Props) {
  const { name, allowedAddresses, allowedAddressesVersion } = connection;
  const text = useText();
  const optional = useOptional();
  const queries = useQueryClient();
  const [lines, setLines] = useState(allowedAddresses.join('\n'));
  const saving = useMutation({
    mutationFn: (body: Sent): Promise<ConnectionShown> =>
      answered(
        api.PUT('/admin/v1/connections/{name}/allowed-addresses', {
          params: { path: { name } },
          body,
        }),
      ),
    onSuccess(now) {
      show(now);
      onDone(text('connect.addressesSaved'));
    },
  });
  function show(now: ConnectionShown): void {
    queries.setQueryData(['connections', name], now);
    setLines(now.allowedAddresses.join('\n'));
  }
  const isChanged = linesOf(lines).join() !== allowedAddresses.join();
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        saving.mutate({ allowedAddresses: linesOf(lines), version: allowedAddressesVersion });
      }}
    >
      <NotSaved
        sent={saving}
        code="addresses-changed"
        title={text('connect.addressesNot')}
        onSeeTheirs={({ version, allowedAddresses: theirs }: AddressesAllowed) =>
          show({ ...connection, allowedAddresses: [...theirs], allowedAddressesVersion: version })
        }
        onKeepMine={({ version }, mine) => saving.mutate({ ...mine, version })}
      />
      <TextAreaField
        label={optional(text('connect.addresses'))}
        hint={text('connect.addressesHint')}
        value={lines}
        spellCheck={false}
        maxLength={2600}
        onChange={({ target }) => setLines(target.value)}
      />
      {isChanged && (
        <button type="submit" className="button" disabled={saving.isPending}>
          {text('connect.saveAddresses')}
        </button>
      )}
    </form>
  );
}
