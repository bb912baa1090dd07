import type { EvaluationShown, PromiseJudgement, WriteEvaluationRequest } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { SelectField, TextAreaField, useOptional } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { ThemeFields, type WrittenTheme } from './theme-fields.js';
import { useKeepEvaluation } from './use-evaluations.js';
import { focusHeading } from './use-promises.js';

type Content = NonNullable<EvaluationShown['content']>;

interface Written {
  readonly themes: readonly WrittenTheme[];
  readonly report: string;
  readonly checks: Content['checks'];
}

const judgements: readonly PromiseJudgement[] = ['kept', 'partly', 'not-kept', 'too-early'];

/** Where residents who evaluate write: what they judge, their themes with what they found, their report; and lock it. */
export function EvaluationForm({
  evaluation,
  content,
}: {
  readonly evaluation: EvaluationShown;
  readonly content: Content;
}) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const keep = useKeepEvaluation();
  const [written, setWritten] = useState(() => writtenOf(content));
  const [version, setVersion] = useState(evaluation.version);
  const [attempt, setAttempt] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const path = { id: evaluation.id };
  const saving = useMutation({
    mutationFn: (at: number): Promise<EvaluationShown> =>
      answered(api.PUT('/api/v1/evaluations/{id}', { params: { path }, body: requestOf(written, at) } as never)),
    onSuccess: keepAll,
  });
  const locking = useMutation({
    mutationFn: (): Promise<EvaluationShown> =>
      answered(api.POST('/api/v1/evaluations/{id}/lock', { params: { path }, body: { version } })),
    async onSuccess(now) {
      await keep(now);
      focusHeading();
    },
    onSettled: () => setAsking(false),
  });
  const isChanged = JSON.stringify(requestOf(written, 1)) !== JSON.stringify(requestOf(writtenOf(content), 1));
  const wrong = written.themes.flatMap(({ key, name }, at) =>
    name.trim() === '' ? [{ id: `${id}-${key}-name`, says: text('eval.themeMissing', { number: at + 1 }) }] : [],
  );

  async function keepAll(now: EvaluationShown): Promise<void> {
    setVersion(now.version);
    setAttempt(0);
    if (now.content) setWritten(writtenOf(now.content));
    await keep(now);
  }
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    locking.reset();
    setAttempt(attempt + 1);
    if (wrong.length === 0) saving.mutate(version);
  }
  function judge(promiseId: string, said: Partial<Content['checks'][number]>): void {
    setWritten({
      ...written,
      checks: written.checks.map((check) => (check.promiseId === promiseId ? { ...check, ...said } : check)),
    });
  }
  return (
    <form onSubmit={save} noValidate>
      {saving.isSuccess && !isChanged && <Done says={text('eval.saved')} />}
      <ErrorSummary attempt={attempt} wrong={attempt === 0 ? [] : wrong} />
      <NotSaved<EvaluationShown, unknown>
        sent={saving.isError ? saving : locking}
        code="changed-since"
        title={text('eval.notSaved')}
        nameless={text('role.evaluator')}
        onSeeTheirs={(theirs) => {
          saving.reset();
          locking.reset();
          void keepAll(theirs);
        }}
        onKeepMine={(theirs) => {
          locking.reset();
          saving.mutate(theirs.version);
        }}
      />
      {written.checks.length > 0 && (
        <section aria-labelledby={`${id}-judge`}>
          <h2 id={`${id}-judge`}>{text('eval.judge')}</h2>
          <p>{text('eval.judgeSays')}</p>
          {written.checks.map(({ promiseId, promise, judgement, words }) => (
            <fieldset key={promiseId} className="promise">
              <legend className="label">{promise}</legend>
              <SelectField
                label={text('eval.judge')}
                value={judgement ?? ''}
                onChange={({ target }) => judge(promiseId, { judgement: target.value as PromiseJudgement })}
              >
                {judgement === null && <option value="">{text('kept.notJudged')}</option>}
                {judgements.map((one) => (
                  <option key={one} value={one}>
                    {text(`kept.is.${one}`)}
                  </option>
                ))}
              </SelectField>
              <TextAreaField
                label={optional(text('eval.judgeWords'))}
                rows={2}
                value={words ?? ''}
                maxLength={1000}
                onChange={({ target }) => judge(promiseId, { words: target.value })}
              />
            </fieldset>
          ))}
        </section>
      )}
      <section aria-labelledby={`${id}-themes`}>
        <h2 id={`${id}-themes`}>{text('eval.themes')}</h2>
        <p>{text('eval.themesSays')}</p>
        <ThemeFields
          id={id}
          themes={written.themes}
          isTried={attempt > 0}
          onChange={(themes) => setWritten({ ...written, themes })}
        />
      </section>
      <TextAreaField
        label={text('eval.report')}
        hint={text('eval.reportHint')}
        rows={8}
        value={written.report}
        maxLength={20_000}
        onChange={({ target }) => setWritten({ ...written, report: target.value })}
      />
      {content.missing.length > 0 && (
        <div className="notice notice-plain">
          <p>{text('eval.missing')}</p>
          <ul>
            {content.missing.map((one) => (
              <li key={one}>{text(`eval.missing.${one}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {content.missing.length === 0 && isChanged && <p className="hint">{text('eval.unsaved')}</p>}
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {text('eval.save')}
        </button>
        <button
          type="button"
          className="button"
          disabled={content.missing.length > 0 || isChanged}
          onClick={() => setAsking(true)}
        >
          {text('eval.lock')}
        </button>
      </div>
      <Confirm
        isOpen={isAsking}
        isDangerous
        title={text('eval.lockTitle')}
        action={text('eval.lock')}
        isBusy={locking.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => locking.mutate()}
      >
        <p>{text('eval.lockSays')}</p>
      </Confirm>
    </form>
  );
}

function writtenOf({ themes, report, checks }: Content): Written {
  return {
    themes: themes.map(({ name, words, findings }, at) => ({
      key: `theme-${at}`,
      name,
      words: words ?? '',
      findings: findings.join('\n'),
    })),
    report: report ?? '',
    checks,
  };
}

function requestOf({ themes, report, checks }: Written, version: number): WriteEvaluationRequest {
  const orNull = (words: string | null) => (words === null || words.trim() === '' ? null : words.trim());
  return {
    version,
    themes: themes.map(({ name, words, findings }) => ({
      name: name.trim(),
      words: orNull(words),
      findings: findings
        .split('\n')
        .map((finding) => finding.trim())
        .filter((finding) => finding !== ''),
    })),
    report: orNull(report),
    checks: checks.flatMap(({ promiseId, promiseVersion, judgement, words }) =>
      judgement === null ? [] : [{ promiseId, promiseVersion, judgement, words: orNull(words) }],
    ),
  };
}
