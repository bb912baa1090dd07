import type { SuppressionSettingsLevel, SuppressionSettingsShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { SelectField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { dayOf } from '../../when.js';
import { groups, isAt, rangeOf } from './lengths.js';
import { LengthField } from './length-field.js';

/** All homes, or a place by its code and what people call it. */
export type Place = Pick<SuppressionSettingsLevel, 'level' | 'code' | 'place'>;

interface Props {
  readonly at: Place;
  readonly shown: SuppressionSettingsShown;
  readonly mayChange: boolean;
  readonly onChanged: (now: SuppressionSettingsLevel) => void;
}

type Lengths = Readonly<Record<string, number>>;
type Nation = NonNullable<SuppressionSettingsLevel['nation']>;
/** The compiler holds that none is missing. */
const everyNation: Readonly<Record<Nation, true>> = {
  'england-and-wales': true,
  scotland: true,
  'northern-ireland': true,
};
const nations = Object.keys(everyNation) as Nation[];

/** What is set for one place: each length empty where it is as for all homes, or as shipped. */
export function AskingAt({ at, shown, mayChange, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const done = useRef<HTMLDivElement>(null);
  const stored = shown.levels.find((one) => isAt(one, at));
  // What the form was opened on: whatever somebody else saves since does not go under unseen.
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => written(stored?.lengths));
  const [nation, setNation] = useState<Nation>(stored?.nation ?? 'england-and-wales');
  const [attempt, setAttempt] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const isWhole = at.level === 'organisation';
  const saving = useMutation({
    mutationFn: ({ lengths, version }: { lengths: Lengths; version: number }): Promise<SuppressionSettingsLevel> =>
      answered(
        api.PUT('/api/v1/suppression-settings', {
          body: { level: at.level, code: at.code, ...(isWhole ? { nation } : {}), lengths, version },
        }),
      ),
    onSuccess(now) {
      open(now);
      onChanged(now);
    },
  });
  useEffect(() => done.current?.focus(), [saving.data]);
  function open(now: SuppressionSettingsLevel): void {
    setBase(now);
    setDraft(written(now.lengths));
    setNation(now.nation ?? 'england-and-wales');
    setAttempt(0);
  }
  const wrong: Readonly<Record<string, string>> = attempt === 0 ? {} : wrongIn();

  function wrongIn(): Record<string, string> {
    const found = shown.lengths.flatMap((length) => {
      const { least, most } = rangeOf(length);
      const value = draft[length.name]?.trim() ?? '';
      const isRight = value === '' || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most);
      return isRight ? [] : [[length.name, text('asking.wrong', { least, most })]];
    });
    return Object.fromEntries(found) as Record<string, string>;
  }
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrongIn()).length > 0) return;
    const set = Object.entries(draft).filter(([, value]) => value.trim() !== '');
    const lengths = Object.fromEntries(set.map(([name, value]) => [name, Number(value)]));
    saving.mutate({ lengths, version: base?.version ?? 0 });
  }
  return (
    <form onSubmit={save} noValidate>
      <h2>{at.place ?? at.code ?? text('asking.everywhere')}</h2>
      <p className="hint">
        {stored
          ? text('asking.setBy', { name: stored.changedBy, day: dayOf(locale, stored.changedAt) })
          : text(isWhole ? 'asking.asShipped' : 'asking.asEverywhere')}
      </p>
      {saving.data && (
        <div ref={done} tabIndex={-1}>
          <Done key={saving.data.version} says={text('asking.saved')} />
        </div>
      )}
      <NotSaved
        sent={saving}
        code="settings-changed"
        onSeeTheirs={(theirs: SuppressionSettingsLevel) => {
          open(theirs);
          onChanged(theirs);
        }}
        onKeepMine={({ version }, mine) => saving.mutate({ ...mine, version })}
      />
      <ErrorSummary form={id} attempt={attempt} wrong={wrong} />
      {isWhole && (
        <SelectField
          label={text('asking.nation')}
          value={nation}
          disabled={!mayChange}
          onChange={({ target }) => setNation(target.value as Nation)}
        >
          {nations.map((one) => (
            <option key={one} value={one}>
              {text(`asking.nation.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
        <section key={group} aria-labelledby={`${id}-${group}`}>
          <h3 id={`${id}-${group}`}>{text(`asking.group.${group}`)}</h3>
          {groups[group].map((name) => {
            const length = shown.lengths.find((one) => one.name === name);
            return (
              length && (
                <LengthField
                  key={name}
                  id={`${id}-${name}`}
                  label={text(`asking.name.${name}`)}
                  length={length}
                  levels={shown.levels}
                  isWhole={isWhole}
                  mayChange={mayChange}
                  error={wrong[name]}
                  value={draft[name] ?? ''}
                  onWrite={(value) => setDraft({ ...draft, [name]: value })}
                />
              )
            );
          })}
        </section>
      ))}
      {mayChange && (
        <div className="buttons">
          <button type="submit" className="button button-primary" disabled={saving.isPending}>
            {text('asking.save')}
          </button>
          {stored && Object.keys(stored.lengths).length > 0 && (
            <button type="button" className="button" disabled={saving.isPending} onClick={() => setAsking(true)}>
              {text('asking.resetAll')}
            </button>
          )}
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        title={text('asking.resetTitle')}
        action={text('asking.resetAll')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          saving.mutate({ lengths: {}, version: base?.version ?? 0 });
        }}
      >
        <p>{text(isWhole ? 'asking.resetShipped' : 'asking.resetWider')}</p>
      </Confirm>
    </form>
  );
}

function written(lengths: Lengths = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(lengths).map(([name, value]) => [name, String(value)]));
}
