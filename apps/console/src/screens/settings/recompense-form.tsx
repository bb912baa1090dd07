import type { RecompenseRuleRequest, RecompenseRuleShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { today } from '../../when.js';

interface Props {
  readonly rule: RecompenseRuleShown;
  readonly onSaved: (now: RecompenseRuleShown) => Promise<void>;
}

/** A rule from a day on, for one way in which people give their time. Takes the focus when it appears. */
export function RecompenseForm({ rule, onSaved }: Props) {
  const text = useText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [minutes, setMinutes] = useState(String(rule.offerFromMinutes));
  const [pounds, setPounds] = useState((rule.minimumPence / 100).toFixed(2));
  const [day, setDay] = useState(today);
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: (body: RecompenseRuleRequest): Promise<RecompenseRuleShown> =>
      answered(api.POST('/api/v1/recompense-rules', { body })),
    onSuccess: onSaved,
  });
  const wrong = {
    ...(/^\d+$/.test(minutes.trim()) && Number(minutes) <= 1440 ? {} : { minutes: text('thanks.minutesWrong') }),
    ...(/^\d{1,5}(\.\d{2})?$/.test(pounds.trim()) ? {} : { pounds: text('thanks.poundsWrong') }),
    ...(day >= today() ? {} : { day: text('thanks.dayWrong') }),
  };
  const said: typeof wrong = attempt === 0 ? {} : wrong;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length > 0) return;
    saving.mutate({
      kind: rule.kind,
      offerFromMinutes: Number(minutes),
      minimumPence: Math.round(Number(pounds) * 100),
      effectiveFrom: day,
    });
  }
  return (
    <form onSubmit={save} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {text('thanks.changeTitle', { what: text(`thanks.kind.${rule.kind}`) })}
      </h2>
      <p>
        {text('thanks.past')} {text('thanks.watched')}
      </p>
      <ErrorSummary form={id} attempt={attempt} wrong={said} />
      {saving.isError && <ErrorNotice error={saving.error} />}
      <TextField
        id={`${id}-minutes`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        label={text('thanks.minutesLabel')}
        hint={text('thanks.minutesHint')}
        error={said.minutes}
        value={minutes}
        onChange={({ target }) => setMinutes(target.value)}
      />
      <TextField
        id={`${id}-pounds`}
        inputMode="decimal"
        autoComplete="off"
        maxLength={8}
        label={text('thanks.poundsLabel')}
        hint={text('thanks.poundsHint')}
        error={said.pounds}
        value={pounds}
        onChange={({ target }) => setPounds(target.value)}
      />
      <TextField
        id={`${id}-day`}
        type="date"
        label={text('thanks.dayLabel')}
        error={said.day}
        value={day}
        onChange={({ target }) => setDay(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={saving.isPending}>
        {text('thanks.save')}
      </button>
    </form>
  );
}
