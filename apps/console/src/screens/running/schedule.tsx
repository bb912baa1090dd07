import type {
  ConnectionRunning,
  RunScheduleKept,
  RunScheduleShown,
  SetScheduleRequest,
} from '@doorstep/contracts/http';
import type { ConsoleText } from '@doorstep/ui/console-text';
import { weekdayIn } from '@doorstep/ui/day';
import type { Locale } from '@doorstep/ui/text';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { CheckboxField, RadioCards, SelectField, TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { dayOf, timeOf } from '../../when.js';

/** When a connection is brought in by itself, and when that is next. */
export function Schedule({ running }: { readonly running: ConnectionRunning }) {
  const { locale, text } = useLanguage();
  const mayRun = useMay('sync.run');
  const list = running.next.map((one) => nextOf(text, locale, one));
  return (
    <section aria-labelledby="schedule">
      <h2 id="schedule">{text('schedule.title')}</h2>
      <p>
        {list.length === 0
          ? text('schedule.noNext')
          : text('schedule.next', { list: new Intl.ListFormat(locale, { type: 'unit' }).format(list) })}
      </p>
      {mayRun && <ScheduleForm running={running} />}
    </section>
  );
}

/** A schedule as it stands in the form. */
const typedOf = ({ often, fullOn, notBetween }: RunScheduleShown) => ({
  often: often.kind === 'nightly' ? 'nightly' : String(often.minutes),
  at: often.kind === 'nightly' ? often.at : '02:00',
  fullOn: fullOn === null ? '' : String(fullOn),
  isKept: notBetween !== null,
  from: notBetween?.from ?? '08:00',
  until: notBetween?.until ?? '18:00',
});

function ScheduleForm({ running: { name, schedule, scheduleVersion } }: { readonly running: ConnectionRunning }) {
  const { often } = schedule;
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  // What was read when the form was opened: the page asks again every few seconds, and nothing typed may be lost.
  const [version, setVersion] = useState(scheduleVersion);
  const { control, register, handleSubmit, formState, reset } = useForm({ defaultValues: typedOf(schedule) });
  const chosen = useWatch({ control });
  const save = useMutation({
    mutationFn: (body: SetScheduleRequest): Promise<ConnectionRunning> =>
      answered(api.PUT('/admin/v1/connections/{name}/schedule', { params: { path: { name } }, body })),
    onSuccess(now) {
      queries.setQueryData(['running', name], now);
      setVersion(now.scheduleVersion);
    },
  });
  const submit = handleSubmit((typed) =>
    save.mutate({
      version,
      often:
        typed.often === 'nightly' ? { kind: 'nightly', at: typed.at } : { kind: 'every', minutes: Number(typed.often) },
      fullOn: typed.fullOn === '' ? null : Number(typed.fullOn),
      notBetween: typed.isKept ? { from: typed.from, until: typed.until } : null,
    }),
  );
  const needed = { required: text('schedule.timeWrong') };
  // The choice that stands may be one that is offered nowhere else.
  const isOther = often.kind === 'every' && often.minutes !== 15 && often.minutes !== 60;
  const options = [
    ...(isOther
      ? [{ value: String(often.minutes), label: text('schedule.everyOther', { minutes: often.minutes }) }]
      : []),
    { value: '15', label: text('schedule.every15') },
    { value: '60', label: text('schedule.every60') },
    { value: 'nightly', label: text('schedule.nightly') },
  ];
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      {save.isSuccess && <Done says={text('schedule.saved')} />}
      <NotSaved
        sent={save}
        code="schedule-changed"
        onSeeTheirs={(theirs: RunScheduleKept) => {
          setVersion(theirs.version);
          reset(typedOf(theirs.schedule));
        }}
        onKeepMine={(theirs, mine) => save.mutate({ ...mine, version: theirs.version })}
      />
      <RadioCards label={text('schedule.often')} options={options} {...register('often')} />
      {chosen.often === 'nightly' && (
        <TextField
          type="time"
          label={text('schedule.at')}
          error={formState.errors.at?.message}
          {...register('at', needed)}
        />
      )}
      <SelectField label={text('schedule.full')} {...register('fullOn')}>
        <option value="">{text('schedule.noFull')}</option>
        {[1, 2, 3, 4, 5, 6, 0].map((day) => (
          <option key={day} value={day}>
            {weekdayIn(locale, new Date(Date.UTC(2026, 0, 4 + day, 12)))}
          </option>
        ))}
      </SelectField>
      <CheckboxField label={text('schedule.notBetween')} {...register('isKept')} />
      {chosen.isKept === true && (
        <div className="beside">
          <TextField
            type="time"
            label={text('schedule.from')}
            error={formState.errors.from?.message}
            {...register('from', needed)}
          />
          <TextField
            type="time"
            label={text('schedule.until')}
            error={formState.errors.until?.message}
            {...register('until', needed)}
          />
        </div>
      )}
      <button type="submit" className="button" disabled={save.isPending}>
        {text('schedule.save')}
      </button>
    </form>
  );
}

/** `tonight 02:00`, `tomorrow 02:00`, `Sunday 02:00`. Before six in the morning still belongs to the night before. */
function nextOf(text: ConsoleText, locale: Locale, { at, isFull }: ConnectionRunning['next'][number]): string {
  const time = timeOf(locale, at);
  const hour = Number(time.slice(0, 2));
  const day = 86_400_000;
  const shift = hour < 6 ? day / 4 : 0;
  const isOn = (offset: number) => dayOf(locale, Date.parse(at) - shift) === dayOf(locale, Date.now() + offset - shift);
  const when = isOn(0)
    ? text(hour < 6 || hour >= 18 ? 'schedule.tonight' : 'schedule.today', { time })
    : isOn(day)
      ? text('schedule.tomorrow', { time })
      : `${weekdayIn(locale, new Date(at))} ${time}`;
  return isFull ? text('schedule.full.next', { when }) : when;
}
