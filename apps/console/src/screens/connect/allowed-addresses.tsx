import type { ConnectionShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField, useOptional } from '../../parts/field.js';
import { linesOf } from '../settings/lines.js';

interface Props {
  readonly connection: ConnectionShown;
  readonly onDone: (says: string) => void;
}

/** The private addresses that a connection may reach, all at once. */
export function AllowedAddresses({ connection: { name, allowedAddresses }, onDone }: Props) {
  const text = useText();
  const optional = useOptional();
  const queries = useQueryClient();
  const [lines, setLines] = useState(allowedAddresses.join('\n'));
  const saving = useMutation({
    mutationFn: (allowed: string[]): Promise<ConnectionShown> =>
      answered(
        api.PUT('/admin/v1/connections/{name}/allowed-addresses', {
          params: { path: { name } },
          body: { allowedAddresses: allowed },
        }),
      ),
    onSuccess(now) {
      queries.setQueryData(['connections', name], now);
      setLines(now.allowedAddresses.join('\n'));
      onDone(text('connect.addressesSaved'));
    },
  });
  const isChanged = linesOf(lines).join() !== allowedAddresses.join();
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        saving.mutate(linesOf(lines));
      }}
    >
      {saving.isError && <ErrorNotice error={saving.error} title={text('connect.addressesNot')} />}
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
