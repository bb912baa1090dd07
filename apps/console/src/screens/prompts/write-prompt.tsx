import type { PromptTextVersion, TextProblem } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { CheckboxField, SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { useSetAside } from '../../parts/set-aside.js';
import { ContactsField } from './contacts-field.js';
import { bodyOf, draftOf, type Draft } from './draft.js';
import { PanelPreview } from './panel-preview.js';
import { partOf } from './parts-of-rule.js';
import { QuestionChecks } from './question-checks.js';
import { useThemeName } from './theme-name.js';
import { useCheck } from './use-check.js';
import { useChoices, useReadAgain } from './use-library.js';

interface Props {
  readonly code: string;
  /** Of a new one: the code that is free when it is kept. Until then it is checked as `code`. */
  readonly takeCode?: () => Promise<string>;
  readonly from: Draft;
  /** The newest version that is seen here, 0 for none of the landlord's own. */
  readonly version: number;
  readonly onKept: (code: string, isDraft: boolean) => void;
  readonly onBack: () => void;
}

interface Keeping {
  readonly isDraft: boolean;
  readonly version: number;
}

/** Writes a prompt: its checks and the officer's view of it stand beside the words as they come. */
export function WritePrompt({ code, takeCode, from, version: seen, onKept, onBack }: Props) {
  const text = useText();
  const optional = useOptional();
  const themeName = useThemeName();
  const id = useId();
  const readAgain = useReadAgain();
  const choices = useChoices();
  const [draft, setDraft] = useState(from);
  const [version, setVersion] = useState(seen);
  const aside = useSetAside<Draft>(setDraft);
  const [left, setLeft] = useState<ReadonlySet<keyof Draft>>(new Set());
  const [tried, setTried] = useState({ times: 0, isDraft: false });
  const { problems, error: checkError, checkNow } = useCheck(draft, code);

  const keeping = useMutation({
    async mutationFn({ isDraft, version: on }: Keeping): Promise<string | null> {
      if (isDraft ? draft.title.trim() === '' : (await checkNow()).length > 0) return null;
      const taken = takeCode ? await takeCode() : code;
      const items = [{ ...bodyOf(draft, taken), version: on, isDraft }];
      await answered(api.POST('/api/v1/library/prompts', { body: { items } }));
      await readAgain(taken);
      return taken;
    },
    onSuccess(taken, { isDraft }) {
      if (taken === null) setTried({ times: tried.times + 1, isDraft });
      else onKept(taken, isDraft);
    },
  });

  const toMend: readonly { readonly part: keyof Draft; readonly message: string }[] = tried.isDraft
    ? draft.title.trim() === ''
      ? [{ part: 'title', message: text('prompts.titleMissing') }]
      : []
    : (problems ?? []).map((one: TextProblem) => ({ part: partOf(one), message: one.message }));
  const saidOf = (part: keyof Draft) => {
    const messages = toMend.filter((one) => one.part === part).map(({ message }) => message);
    // The question has its checks beside it; what else is missing is said once somebody has been there.
    const isSaid = tried.times > 0 || (part !== 'say' && left.has(part));
    return isSaid && messages.length > 0 ? messages.join(' ') : undefined;
  };
  const write = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const field = (part: Exclude<keyof Draft, 'contactTypes' | 'strength'>) => ({
    id: `${id}-${part}`,
    error: saidOf(part),
    value: draft[part],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => write({ [part]: target.value }),
    onBlur: () => setLeft(new Set([...left, part])),
  });
  const words = (part: 'title' | 'say' | 'probe' | 'whyAsking' | 'owner' | 'roomToChange' | 'credit') => ({
    ...field(part),
    lang: 'en-GB',
    autoComplete: 'off',
    maxLength: part === 'credit' ? 200 : 1000,
  });

  function use(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    keeping.mutate({ isDraft: false, version });
  }
  return (
    <form onSubmit={use} noValidate className="write-prompt">
      {tried.times > 0 && (
        <ErrorSummary
          attempt={tried.times}
          wrong={toMend.map(({ part, message }) => ({ id: `${id}-${part}`, says: message }))}
        />
      )}
      {aside.notice}
      <NotSaved
        sent={keeping}
        code={takeCode ? undefined : 'changed-since'}
        title={text('prompts.notKept')}
        onSeeTheirs={(theirs: PromptTextVersion) => {
          aside.put(draft, theirs.createdBy);
          setDraft(draftOf(theirs));
          setVersion(theirs.version);
        }}
        onKeepMine={(theirs, mine) => {
          setVersion(theirs.version);
          keeping.mutate({ ...mine, version: theirs.version });
        }}
      />
      <div className="desk">
        <div>
          <TextAreaField label={text('prompts.say')} hint={text('prompts.sayHint')} {...words('say')} />
          <TextAreaField label={text('prompts.probe')} hint={text('prompts.probeHint')} rows={2} {...words('probe')} />
          <TextAreaField
            label={text('prompts.whyAsking')}
            hint={text('prompts.whyAskingHint')}
            {...words('whyAsking')}
          />
          <TextField label={text('prompts.titleOf')} hint={text('prompts.titleHint')} {...words('title')} />
        </div>
        <aside className="desk-beside" aria-label={text('prompts.beside')}>
          <QuestionChecks say={draft.say} problems={problems} isOut={checkError !== null} />
          <PanelPreview {...draft} />
        </aside>
      </div>
      <h3>{text('prompts.whenAndWho')}</h3>
      {choices.error && <ErrorNotice error={choices.error} again={() => void choices.refetch()} />}
      <SelectField label={text('prompts.theme')} {...field('theme')}>
        <option value="">{text('prompts.choose')}</option>
        {(choices.data?.themes ?? []).map((theme) => (
          <option key={theme} value={theme}>
            {themeName(theme)}
          </option>
        ))}
      </SelectField>
      <ContactsField
        id={`${id}-contactTypes`}
        theme={draft.theme}
        choices={choices.data?.contactTypes ?? []}
        chosen={draft.contactTypes}
        error={saidOf('contactTypes')}
        onChoose={(contactTypes) => write({ contactTypes })}
      />
      <SelectField label={text('prompts.role')} {...field('role')}>
        <option value="">{text('prompts.choose')}</option>
        {[...new Set([...(choices.data?.roles ?? []), ...(draft.role === '' ? [] : [draft.role])])].map((role) => (
          <option key={role} value={role} lang="en-GB">
            {role}
          </option>
        ))}
      </SelectField>
      <CheckboxField
        id={`${id}-strength`}
        label={text('prompts.strength')}
        hint={text('prompts.strengthHint')}
        error={saidOf('strength')}
        checked={draft.strength}
        onChange={({ target }) => write({ strength: target.checked })}
      />
      <h3>{text('prompts.whatFor')}</h3>
      <TextField label={text('prompts.owner')} hint={text('prompts.ownerHint')} {...words('owner')} />
      <TextAreaField label={text('prompts.room')} hint={text('prompts.roomHint')} rows={2} {...words('roomToChange')} />
      <TextField label={optional(text('prompts.credit'))} hint={text('prompts.creditHint')} {...words('credit')} />
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={keeping.isPending}>
          {text('prompts.use')}
        </button>
        <button
          type="button"
          className="button"
          disabled={keeping.isPending}
          onClick={() => keeping.mutate({ isDraft: true, version })}
        >
          {text('prompts.keep')}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {text('part.goBack')}
        </button>
      </div>
    </form>
  );
}
