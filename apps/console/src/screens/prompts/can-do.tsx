import type { CanDoShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { TextField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';

type Listed = { readonly items: readonly CanDoShown[] };
type Lines = CanDoShown['en'];
const parts = ['myself', 'passOn', 'leave'] as const;
const most = 120;
const key = ['can-do'];

/** What whoever asks can do about what they hear, by their role: three short lines that stand at each question. */
export function CanDo() {
  const text = useText();
  const mayRead = useMay('prompt-texts.read');
  const mayChange = useMay('prompt-texts.change');
  return (
    <Page title={text('canDo.title')} lead={text('canDo.lead')}>
      {!mayRead && <NoPermission to="prompt-texts.read" />}
      {mayRead && !mayChange && <NoPermission to="prompt-texts.change" />}
      {mayRead && <EveryRole mayChange={mayChange} />}
    </Page>
  );
}

function EveryRole({ mayChange }: { readonly mayChange: boolean }) {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: (): Promise<Listed> => answered(api.GET('/admin/v1/can-do')),
  });
  const put = (now: CanDoShown) =>
    client.setQueryData<Listed>(key, (known) => ({
      items: (known?.items ?? []).map((one) => (one.role === now.role ? now : one)),
    }));
  return (
    <Answer query={query} getting={text('canDo.getting')} errorTitle={text('canDo.errorTitle')}>
      {({ items }) => items.map((one) => <OneRole key={one.role} shown={one} mayChange={mayChange} onChanged={put} />)}
    </Answer>
  );
}

interface Props {
  readonly shown: CanDoShown;
  readonly mayChange: boolean;
  readonly onChanged: (now: CanDoShown) => void;
}

function OneRole({ shown, mayChange, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const { role, en, cy, version, changedBy, changedAt } = shown;
  const saving = useMutation({
    mutationFn: (body: { en: Lines; cy: Lines | null; version: number }): Promise<CanDoShown> =>
      answered(api.PUT('/admin/v1/can-do/{role}', { params: { path: { role } }, body } as never)),
    onSuccess: onChanged,
  });
  const own = locale === 'cy' ? cy : null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{text(`role.${role}`)}</h2>
      <ul lang={own ? 'cy' : 'en-GB'}>
        {parts.map((part) => (
          <li key={part}>
            <span lang={locale}>{text(`canDo.${part}`)}:</span> {(own ?? en)[part]}
          </li>
        ))}
      </ul>
      <p className="hint">
        {changedBy === null || changedAt === null
          ? text('canDo.shipped')
          : text('canDo.setBy', { name: changedBy, day: dayOf(locale, changedAt) })}
      </p>
      {saving.isSuccess && <Done key={saving.data.version} takesFocus says={text('canDo.saved')} />}
      <NotSaved
        sent={saving}
        code="can-do-changed"
        onSeeTheirs={onChanged}
        onKeepMine={({ version: theirs }: CanDoShown, mine) => saving.mutate({ ...mine, version: theirs })}
      />
      {mayChange && (
        <details>
          <summary>{text('canDo.change', { role: text(`role.${role}`) })}</summary>
          <LinesForm
            key={version}
            shown={shown}
            isBusy={saving.isPending}
            onSave={(lines) => saving.mutate({ ...lines, version })}
          />
        </details>
      )}
    </section>
  );
}

interface FormProps {
  readonly shown: CanDoShown;
  readonly isBusy: boolean;
  readonly onSave: (lines: { readonly en: Lines; readonly cy: Lines | null }) => void;
}

const none: Lines = { myself: '', passOn: '', leave: '' };
const trimmed = ({ myself, passOn, leave }: Lines): Lines => ({
  myself: myself.trim(),
  passOn: passOn.trim(),
  leave: leave.trim(),
});
const isEmpty = (lines: Lines) => parts.every((part) => lines[part].trim() === '');

function LinesForm({ shown, isBusy, onSave }: FormProps) {
  const text = useText();
  const [en, setEn] = useState(shown.en);
  const [cy, setCy] = useState(shown.cy ?? none);
  const [isTried, setTried] = useState(false);
  const isMissing = (lines: Lines) => !isEmpty(lines) && parts.some((part) => lines[part].trim() === '');

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    if (isEmpty(en) || isMissing(en) || isMissing(cy)) return;
    onSave({ en: trimmed(en), cy: isEmpty(cy) ? null : trimmed(cy) });
  }
  const fields = (lang: 'en-GB' | 'cy', lines: Lines, onChange: (now: Lines) => void) =>
    parts.map((part) => (
      <TextField
        key={part}
        lang={lang}
        label={text(`canDo.${part}`)}
        error={
          isTried && lines[part].trim() === '' && (lang === 'en-GB' || !isEmpty(lines))
            ? text('canDo.missing')
            : undefined
        }
        value={lines[part]}
        autoComplete="off"
        maxLength={most}
        onChange={({ target }) => onChange({ ...lines, [part]: target.value })}
      />
    ));
  return (
    <form onSubmit={save} noValidate>
      <fieldset>
        <legend>{text('canDo.en')}</legend>
        {fields('en-GB', en, setEn)}
      </fieldset>
      <fieldset>
        <legend>{text('canDo.cy')}</legend>
        <p className="hint">{text('canDo.cyHint')}</p>
        {fields('cy', cy, setCy)}
      </fieldset>
      <button type="submit" className="button" disabled={isBusy}>
        {text('canDo.save')}
      </button>
    </form>
  );
}
