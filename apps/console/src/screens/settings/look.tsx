import type { ChangeLook, LookShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { RadioCards, SelectField, TextField, useOptional } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { LookPreview } from './look-preview.js';

const queryKey = ['look'];
const presets = ['neutral', 'fluent', 'slds'] as const;
const themes = ['auto', 'light', 'dark'] as const;
const densities = ['comfortable', 'compact'] as const;

type Draft = Omit<ChangeLook, 'version' | 'accent'> & { readonly accent: string };
const draftOf = ({ preset, accent, theme, density }: LookShown): Draft => ({
  ...{ preset, theme, density },
  accent: accent ?? '',
});

/** How the panel looks where its host says nothing else. */
export function Look() {
  const text = useText();
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<LookShown> => answered(api.GET('/admin/v1/look')),
  });
  return (
    <Page title={text('nav.look')} lead={text('look.lead')}>
      <Answer query={query} getting={text('look.getting')} errorTitle={text('look.errorTitle')}>
        {(data) => <LookForm look={data} />}
      </Answer>
    </Page>
  );
}

function LookForm({ look }: { readonly look: LookShown }) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const client = useQueryClient();
  const leads = useMay('settings.change');
  const done = useRef<HTMLDivElement>(null);
  const [base, setBase] = useState(look);
  const [draft, setDraft] = useState(() => draftOf(look));
  const [attempt, setAttempt] = useState(0);
  const accent = draft.accent.trim().toLowerCase();
  const saving = useMutation({
    mutationFn: (version: number): Promise<LookShown> =>
      answered(
        api.PUT('/admin/v1/look', { body: { ...draft, accent: accent === '' ? null : accent, version } } as never),
      ),
    onSuccess(now) {
      open(now);
      client.setQueryData(queryKey, now);
    },
  });
  useEffect(() => done.current?.focus(), [saving.data]);
  function open(now: LookShown): void {
    setBase(now);
    setDraft(draftOf(now));
    setAttempt(0);
  }
  const write = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const nearest = currentIn<{ nearest: string }>(saving.error, 'accent-contrast')?.nearest ?? null;
  const isColour = accent === '' || /^#[0-9a-f]{6}$/.test(accent);
  const wrong = attempt > 0 && !isColour ? text('look.accentWrong') : undefined;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (isColour) saving.mutate(base.version);
    else document.getElementById(`${id}-accent`)?.focus();
  }
  return (
    <form onSubmit={save} noValidate>
      {!leads && <NoPermission to="settings.change" />}
      {saving.data && (
        <div ref={done} tabIndex={-1}>
          <Done key={saving.data.version} says={text('look.saved')} />
        </div>
      )}
      {nearest === null && (
        <NotSaved
          sent={saving}
          code="look-changed"
          onSeeTheirs={(theirs: LookShown) => open(theirs)}
          onKeepMine={({ version }) => saving.mutate(version)}
        />
      )}
      <fieldset className="field" disabled={!leads}>
        <RadioCards
          name="preset"
          label={text('look.preset')}
          value={draft.preset}
          options={presets.map((one) => ({
            value: one,
            label: text(`look.preset.${one}`),
            hint: text(`look.preset.${one}Says`),
          }))}
          onChange={({ target }) => write({ preset: target.value as Draft['preset'] })}
        />
        <TextField
          id={`${id}-accent`}
          label={optional(text('look.accent'))}
          hint={text('look.accentHint')}
          error={wrong}
          value={draft.accent}
          autoComplete="off"
          spellCheck={false}
          maxLength={7}
          onChange={({ target }) => write({ accent: target.value })}
        />
        {nearest !== null && (
          <div role="alert">
            <Notice kind="look" title={text('look.tooPale', { nearest })}>
              <button
                type="button"
                className="button"
                onClick={() => {
                  write({ accent: nearest });
                  saving.reset();
                  document.getElementById(`${id}-accent`)?.focus();
                }}
              >
                {text('look.useNearest', { nearest })}
              </button>
            </Notice>
          </div>
        )}
        <SelectField
          label={text('look.theme')}
          value={draft.theme}
          onChange={({ target }) => write({ theme: target.value as Draft['theme'] })}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {text(`look.theme.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={text('look.density')}
          value={draft.density}
          onChange={({ target }) => write({ density: target.value as Draft['density'] })}
        >
          {densities.map((one) => (
            <option key={one} value={one}>
              {text(`look.density.${one}`)}
            </option>
          ))}
        </SelectField>
      </fieldset>
      <LookPreview look={draft} accent={isColour ? accent : ''} />
      {leads && (
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {text('look.save')}
        </button>
      )}
    </form>
  );
}
