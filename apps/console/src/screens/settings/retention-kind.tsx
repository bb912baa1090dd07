import type { RetentionPreview, RetentionShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { dayOf } from '../../when.js';

interface Props {
  readonly kept: RetentionShown;
  readonly onChanged: (now: RetentionShown) => void;
}

const mostMonths = 600;

/** One kind of thing: how long it is kept, asked again with what that would remove before it is saved. */
export function RetentionKind({ kept, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { kind, atLeast, suggested, source, lastRun } = kept;
  const [draft, setDraft] = useState(String(kept.months ?? suggested));
  const [base, setBase] = useState(kept);
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState<{ months: number } & RetentionPreview>();
  const path = { kind };
  const previewing = useMutation({
    mutationFn: (months: number): Promise<RetentionPreview> =>
      answered(api.GET('/admin/v1/retention/{kind}/preview', { params: { path, query: { months } } } as never)),
    onSuccess: (found, months) => setAsked({ months, ...found }),
  });
  const saving = useMutation({
    mutationFn: ({ months, version }: { months: number | null; version: number }): Promise<RetentionShown> =>
      answered(api.PUT('/admin/v1/retention/{kind}', { params: { path }, body: { months, version } } as never)),
    onSuccess(now) {
      open(now);
      onChanged(now);
      heading.current?.focus();
    },
  });
  function open(now: RetentionShown): void {
    setBase(now);
    setDraft(String(now.months ?? now.suggested));
    setAttempt(0);
  }
  const months = Number(draft);
  const isRight = /^\d+$/.test(draft.trim()) && months >= atLeast && months <= mostMonths;
  const wrong = attempt > 0 && !isRight ? text('retain.wrong', { atLeast, most: mostMonths }) : undefined;

  function look(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (isRight) previewing.mutate(months);
    else document.getElementById(`${id}-months`)?.focus();
  }
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {text(`retain.kind.${kind}`)}
      </h2>
      <p>{text(`retain.says.${kind}`)}</p>
      <p>
        <strong>{kept.months === null ? text('retain.forGood') : text('retain.now', { count: kept.months })}</strong>
        {kept.changedBy !== null && kept.changedAt !== null && (
          <> {text('retain.setBy', { name: kept.changedBy, day: dayOf(locale, kept.changedAt) })}</>
        )}
      </p>
      {lastRun && (
        <p className="hint">{text('retain.lastRun', { day: dayOf(locale, lastRun.at), count: lastRun.removed })}</p>
      )}
      {saving.isSuccess && (
        <Done
          key={saving.data.version}
          says={saving.data.months === null ? text('retain.savedForGood') : text('retain.saved')}
        />
      )}
      <NotSaved
        sent={saving}
        code="retention-changed"
        onSeeTheirs={(theirs: RetentionShown) => {
          open(theirs);
          onChanged(theirs);
        }}
        onKeepMine={({ version }, mine) => saving.mutate({ ...mine, version })}
      />
      {previewing.isError && <ErrorNotice error={previewing.error} />}
      <form onSubmit={look} noValidate>
        <TextField
          id={`${id}-months`}
          inputMode="numeric"
          label={text('retain.months', { what: text(`retain.kind.${kind}`) })}
          hint={
            <>
              {text('retain.least', { count: atLeast })} <span lang="en-GB">{source}.</span>
            </>
          }
          error={wrong}
          value={draft}
          autoComplete="off"
          maxLength={3}
          onChange={({ target }) => setDraft(target.value)}
        />
        <div className="buttons">
          <button type="submit" className="button button-primary" disabled={previewing.isPending || saving.isPending}>
            {text('retain.look')}
          </button>
          {kept.months !== null && (
            <button
              type="button"
              className="button"
              disabled={saving.isPending}
              onClick={() => saving.mutate({ months: null, version: base.version })}
            >
              {text('retain.keepForGood')}
            </button>
          )}
        </div>
      </form>
      <Confirm
        isOpen={asked !== undefined}
        isDangerous={(asked?.count ?? 0) > 0}
        title={text('retain.askTitle', { count: asked?.months ?? 0 })}
        action={text('retain.save')}
        onCancel={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) saving.mutate({ months: asked.months, version: base.version });
          setAsked(undefined);
        }}
      >
        <p>{text(`retain.would.${kind}`, { count: asked?.count ?? 0 })}</p>
        {asked && asked.oldest !== null && <p>{text('retain.oldest', { day: dayOf(locale, asked.oldest) })}</p>}
        <p>{text('retain.noReturn')}</p>
      </Confirm>
    </section>
  );
}
