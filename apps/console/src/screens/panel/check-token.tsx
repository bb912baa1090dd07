import type { CheckedToken } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Checks } from '../../parts/checks.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextAreaField } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';

/** Says of each part of a token whether it is right, and what to write instead. What was pasted is thrown away. */
export function CheckToken({ code }: { readonly code: string }) {
  const text = useText();
  const [token, setToken] = useState('');
  const [wrong, setWrong] = useState<string>();
  const checking = useMutation({
    mutationFn: (pasted: string): Promise<CheckedToken> =>
      answered(
        api.POST('/admin/v1/installations/{installation}/check-token', {
          params: { path: { installation: code } },
          body: { token: pasted },
        } as never),
      ),
    gcTime: 0,
    onSuccess({ good }) {
      setToken('');
      announce(text(good ? 'panel.tokenGood' : 'panel.tokenBad'));
    },
  });

  function check(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const pasted = token.trim();
    setWrong(pasted === '' ? text('panel.tokenMissing') : undefined);
    if (pasted !== '') checking.mutate(pasted);
  }
  const found = checking.data;
  return (
    <details>
      <summary>{text('panel.check')}</summary>
      <form onSubmit={check} noValidate>
        <TextAreaField
          label={text('panel.token')}
          hint={text('panel.checkSays')}
          error={wrong}
          value={token}
          rows={4}
          autoComplete="off"
          spellCheck={false}
          maxLength={20_000}
          onChange={({ target }) => setToken(target.value)}
        />
        <button type="submit" className="button" disabled={checking.isPending}>
          {text('panel.checkNow')}
        </button>
      </form>
      {checking.isError && <ErrorNotice error={checking.error} />}
      {found && (
        <div className="checked-token">
          <Notice kind={found.good ? 'good' : 'bad'} title={text(found.good ? 'panel.tokenGood' : 'panel.tokenBad')} />
          <Checks
            label={text('panel.found')}
            checks={found.items.map(({ claim, isGood, says }, index) => ({
              id: `${index} ${claim}`,
              name: claim,
              state: isGood ? 'passed' : 'not-passed',
              says: <p lang="en-GB">{says}</p>,
            }))}
          />
        </div>
      )}
    </details>
  );
}
