import type { AskRequestShown, SendAskRequest } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextAreaField } from '../../parts/field.js';
import { ScopeFields } from './scope-fields.js';
import { askRequestsKey } from './use-ask-requests.js';
import type { AskValues } from './ask-values.js';

type Values = Pick<AskValues, 'question' | 'why' | 'isForEveryone' | 'places'>;
const empty: Values = { question: '', why: '', isForEveryone: true, places: [] };

/** A question for residents, why, and whom it concerns. What nobody is to be asked is said beside its field. */
export function SendRequest({ onSent }: { readonly onSent: () => void }) {
  const text = useText();
  const id = useId();
  const queries = useQueryClient();
  const mayFindPlaces = useMay('settings.read');
  const [values, setValues] = useState(empty);
  const [attempt, setAttempt] = useState(0);
  const change = (part: Partial<Values>) => setValues({ ...values, ...part });
  const sending = useMutation({
    mutationFn: (body: SendAskRequest): Promise<AskRequestShown> =>
      answered(api.POST('/api/v1/ask-requests', { body } as never)),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: askRequestsKey });
      setValues(empty);
      setAttempt(0);
      onSent();
    },
  });
  const wrong: Record<string, string> = { ...wordingOf(sending.error) };
  for (const part of missingOf(values)) if (attempt > 0) wrong[part] = text(`askRequests.missing.${part}`);

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (missingOf(values).length > 0) return;
    const places = values.places.map(({ reference }) => reference);
    sending.mutate({
      question: values.question,
      why: values.why,
      scope: values.isForEveryone ? { kind: 'everyone' } : { kind: 'places', places },
    });
  }
  return (
    <form onSubmit={send} noValidate aria-labelledby={id}>
      <h2 id={id}>{text('askRequests.new')}</h2>
      <ErrorSummary form={id} attempt={attempt + sending.submittedAt} wrong={wrong} />
      {sending.isError && Object.keys(wrong).length === 0 && (
        <ErrorNotice error={sending.error} title={text('askRequests.notSent')} />
      )}
      <TextAreaField
        id={`${id}-question`}
        label={text('ask.question')}
        hint={text('askRequests.questionHint')}
        error={wrong['question']}
        rows={2}
        maxLength={300}
        value={values.question}
        onChange={({ target }) => change({ question: target.value })}
      />
      <TextAreaField
        id={`${id}-why`}
        label={text('ask.why')}
        hint={text('askRequests.whyHint')}
        error={wrong['why']}
        rows={2}
        maxLength={500}
        value={values.why}
        onChange={({ target }) => change({ why: target.value })}
      />
      {mayFindPlaces && <ScopeFields id={id} values={values} error={wrong['places']} onChange={change} />}
      <button type="submit" className="button button-primary" disabled={sending.isPending}>
        {text('askRequests.send')}
      </button>
    </form>
  );
}

function missingOf({ question, why, isForEveryone, places }: Values) {
  const faults = [
    ['question', question.trim() === ''],
    ['why', why.trim() === ''],
    ['places', !isForEveryone && places.length === 0],
  ] as const;
  return faults.filter(([, isMissing]) => isMissing).map(([part]) => part);
}

/** What the writing desk refuses, by the field that it stands in. */
function wordingOf(error: unknown): Record<string, string> {
  if (!(error instanceof Problem) || error.code !== 'ask-request-wording') return {};
  const [, part, message] = /^(\w+): (.*)$/su.exec(error.message) ?? [];
  return part === undefined || message === undefined ? {} : { [part]: message };
}
