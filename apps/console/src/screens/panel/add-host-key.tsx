import type { AddHostKeyRequest, HostKeyAdded } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, TextAreaField, TextField } from '../../parts/field.js';

const kinds = ['public', 'key-set', 'shared'] as const;
type Kind = (typeof kinds)[number];

interface Props {
  readonly code: string;
  readonly onAdded: (added: HostKeyAdded, kid: string) => void;
}

/** A form for one more key of a CRM. */
export function AddHostKey({ code, onAdded }: Props) {
  const text = useText();
  const id = useId();
  const [kind, setKind] = useState<Kind>('public');
  const [key, setKey] = useState('');
  const [kid, setKid] = useState('');
  const [url, setUrl] = useState('');
  const [attempt, setAttempt] = useState(0);
  const adding = useMutation({
    mutationFn: (body: AddHostKeyRequest): Promise<HostKeyAdded> =>
      answered(
        api.POST('/admin/v1/installations/{installation}/keys', {
          params: { path: { installation: code } },
          body,
        } as never),
      ),
    onSuccess(added) {
      onAdded(added, kid.trim());
      for (const empty of [setKey, setKid, setUrl]) empty('');
      setAttempt(0);
    },
  });
  const wrong = {
    ...(kind === 'public' && key.trim() === '' ? { key: text('panel.keyTextMissing') } : {}),
    ...(kind !== 'key-set' && kid.trim() === '' ? { kid: text('panel.keyKidMissing') } : {}),
    ...(kind === 'key-set' && !/^https?:\/\/\S+$/.test(url.trim()) ? { url: text('panel.keyUrlMissing') } : {}),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length > 0) return;
    if (kind === 'public') adding.mutate({ kind, text: key.trim(), kid: kid.trim() });
    else if (kind === 'shared') adding.mutate({ kind, kid: kid.trim() });
    else adding.mutate({ kind, url: url.trim() });
  }
  return (
    <details>
      <summary>{text('panel.addKey')}</summary>
      <form onSubmit={add} noValidate>
        <ErrorSummary form={id} attempt={attempt} wrong={shown} />
        {adding.isError && <ErrorNotice error={adding.error} />}
        <RadioCards
          name={`${id}-kind`}
          label={text('panel.keyKind')}
          value={kind}
          options={kinds.map((one) => ({
            value: one,
            label: text(`panel.kind.${one}`),
            hint: text(`panel.kind.${one}Hint`),
          }))}
          onChange={({ target }) => setKind(target.value as Kind)}
        />
        {kind === 'public' && (
          <TextAreaField
            id={`${id}-key`}
            label={text('panel.keyText')}
            hint={text('panel.keyTextHint')}
            error={shown.key}
            value={key}
            rows={5}
            spellCheck={false}
            maxLength={20_000}
            onChange={({ target }) => setKey(target.value)}
          />
        )}
        {kind !== 'key-set' && (
          <TextField
            id={`${id}-kid`}
            label={text('panel.keyKid')}
            hint={text('panel.keyKidHint')}
            error={shown.kid}
            value={kid}
            autoComplete="off"
            maxLength={100}
            onChange={({ target }) => setKid(target.value)}
          />
        )}
        {kind === 'key-set' && (
          <TextField
            id={`${id}-url`}
            inputMode="url"
            label={text('panel.keyUrl')}
            error={shown.url}
            value={url}
            autoComplete="off"
            maxLength={2000}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
        <button type="submit" className="button" disabled={adding.isPending}>
          {text('panel.addKey')}
        </button>
      </form>
    </details>
  );
}
