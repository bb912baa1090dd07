import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { bringInCopy, NotOpened } from './bring-in-copy.js';

/** For the file of a phone that cannot send: opened with its code, what it holds waits with the rest. */
export function OpenCopy({ onCame }: { readonly onCame: () => void }) {
  const text = useText();
  const id = useId();
  const done = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<File>();
  const [code, setCode] = useState('');
  const [attempt, setAttempt] = useState(0);
  const bringing = useMutation({
    mutationFn: ({ from, by }: { readonly from: File; readonly by: string }) => bringInCopy(from, by),
    // Part of it may be in, whatever came of the rest.
    onSettled: onCame,
    onSuccess: () => {
      setAttempt(0);
      setCode('');
    },
  });
  useEffect(() => done.current?.focus(), [bringing.data]);
  const notOpened = bringing.error instanceof NotOpened ? bringing.error.because : undefined;
  const wrong: { file?: string; code?: string } = {
    ...(file === undefined
      ? { file: text('heldWords.copy.fileMissing') }
      : notOpened === 'notCopy' && { file: text('heldWords.copy.notCopy') }),
    ...(code.trim() === ''
      ? { code: text('heldWords.copy.codeMissing') }
      : notOpened === 'wrongCode' && { code: text('heldWords.copy.wrongCode') }),
  };
  const shown: typeof wrong = attempt === 0 ? {} : wrong;

  function open(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (file !== undefined && code.trim() !== '') bringing.mutate({ from: file, by: code });
  }
  return (
    <details>
      <summary>{text('heldWords.copy.title')}</summary>
      <form onSubmit={open} noValidate>
        <p>{text('heldWords.copy.says')}</p>
        {bringing.data && (
          <div ref={done} tabIndex={-1}>
            <Done says={saysOf(bringing.data)} />
          </div>
        )}
        {!bringing.isPending && <ErrorSummary form={id} attempt={attempt} wrong={shown} />}
        {bringing.isError && notOpened === undefined && (
          <ErrorNotice error={bringing.error} title={text('heldWords.copy.notAll')} />
        )}
        <TextField
          id={`${id}-file`}
          type="file"
          accept=".json,application/json"
          label={text('heldWords.copy.file')}
          error={shown.file}
          onChange={({ target }) => {
            bringing.reset();
            setFile(target.files?.[0]);
          }}
        />
        <TextField
          id={`${id}-code`}
          label={text('heldWords.copy.code')}
          hint={text('heldWords.copy.codeHint')}
          error={shown.code}
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          onChange={({ target }) => {
            bringing.reset();
            setCode(target.value);
          }}
        />
        <button type="submit" className="button button-primary" disabled={bringing.isPending}>
          {text(bringing.isPending ? 'heldWords.copy.opening' : 'heldWords.copy.open')}
        </button>
      </form>
    </details>
  );

  function saysOf({ came, before, photos }: NonNullable<typeof bringing.data>): string {
    return [
      (came > 0 || before === 0) && text('heldWords.copy.came', { count: came }),
      before > 0 && text('heldWords.copy.before', { count: before }),
      photos > 0 && text('heldWords.copy.photos', { count: photos }),
    ]
      .filter(Boolean)
      .join(' ');
  }
}
