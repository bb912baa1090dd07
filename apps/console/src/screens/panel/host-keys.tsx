import type { HostKeyAdded, InstallationShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Table } from '../../parts/table.js';
import { ShownOnce } from '../../parts/shown-once.js';
import { AddHostKey } from './add-host-key.js';

interface Props {
  readonly installation: InstallationShown;
  readonly mayChange: boolean;
  readonly onDone: (says: string) => void;
}

/** What a CRM is checked with: two at a time, so that one can follow the other. */
export function HostKeys({ installation, mayChange, onDone }: Props) {
  const text = useText();
  const [asked, setAsked] = useState<string>();
  const [secret, setSecret] = useState<{ readonly kid: string; readonly words: string }>();
  const { installation: code, keys, keySetUrl } = installation;
  const removing = useMutation({
    mutationFn: (kid: string): Promise<InstallationShown> =>
      answered(
        api.POST('/admin/v1/installations/{installation}/keys/remove', {
          params: { path: { installation: code } },
          body: { kid },
        } as never),
      ),
    onSuccess: (_, kid) => onDone(text('panel.keyGone', { name: kid })),
  });

  function onAdded({ secret: words }: HostKeyAdded, kid: string): void {
    setSecret(words === null ? undefined : { kid, words });
    onDone(text('panel.keyAdded'));
  }
  return (
    <>
      <h3>{text('panel.keys')}</h3>
      <p className="hint">{text('panel.keysHint')}</p>
      {removing.isError && <ErrorNotice error={removing.error} />}
      {secret && (
        <ShownOnce
          title={text('panel.secretTitle', { name: secret.kid })}
          says={text('panel.secretSays')}
          words={secret.words}
          copy={text('panel.secretCopy')}
        />
      )}
      {keys.length === 0 ? (
        <p>{text('panel.keysNone')}</p>
      ) : (
        <Table
          caption={text('panel.keys')}
          rows={keys}
          keyOf={({ kid }) => kid}
          columns={[
            {
              id: 'name',
              title: text('panel.keyName'),
              isRowName: true,
              cell: ({ kid }) =>
                kid === 'key-set'
                  ? text('panel.keySet', { address: keySetUrl ?? '' })
                  : kid === 'canvas'
                    ? text('panel.keyCanvas')
                    : kid,
            },
            { id: 'kind', title: text('panel.keyKind'), cell: ({ alg }) => alg },
            ...(mayChange
              ? [
                  {
                    id: 'do',
                    title: text('panel.keyDo'),
                    cell: ({ kid }: { kid: string }) => (
                      <button
                        type="button"
                        className="link"
                        aria-label={text('panel.removeKey', { name: kid })}
                        onClick={() => setAsked(kid)}
                      >
                        {text('panel.remove')}
                      </button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayChange && <AddHostKey code={code} onAdded={onAdded} />}
      <Confirm
        isOpen={asked !== undefined}
        isDangerous
        title={text('panel.removeKeyTitle', { name: asked ?? '' })}
        action={text('panel.remove')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked !== undefined) removing.mutate(asked);
          setAsked(undefined);
          setSecret(undefined);
        }}
      >
        <p>{text('panel.removeKeySays')}</p>
      </Confirm>
    </>
  );
}
