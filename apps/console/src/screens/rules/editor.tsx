import '../../styles/rules.css';
import type { RuleChoices, RuleShown, RuleVersion } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ComponentType, type FocusEvent, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextField } from '../../parts/field.js';
import { Page } from '../../parts/page.js';
import { useSetAside } from '../../parts/set-aside.js';
import { AskPart } from './ask-part.js';
import { withNotHeard } from './conditions.js';
import { RuleConflict } from './conflict.js';
import { draftOf, emptyDraft, missingIn, ruleFields, ruleOf, type Draft, type RuleField } from './draft.js';
import { LimitsPart } from './limits-part.js';
import { missingSaid } from './missing-said.js';
import { idOf, type PartProps } from './part-forms.js';
import { findingsByField, partOf, ruleParts, type RulePart } from './parts-of-rule.js';
import { RoomPart } from './room-part.js';
import { RulePartForm } from './rule-part.js';
import { fieldsSaid, partSaid } from './said.js';
import { useChecked } from './use-checked.js';
import { WhenPart } from './when-part.js';
import { WherePart } from './where-part.js';
import { WhoPart } from './who-part.js';

interface Props {
  readonly title: string;
  /** The version it was begun from; null for a new rule. */
  readonly base: RuleVersion | null;
  readonly choices: RuleChoices;
  /** Begun from its preview, to ask only homes not heard from this year. */
  readonly isForNotHeard: boolean;
}

const forms: Readonly<Record<RulePart, ComponentType<PartProps>>> = {
  when: WhenPart,
  where: WherePart,
  who: WhoPart,
  ask: AskPart,
  room: RoomPart,
  limits: LimitsPart,
};

/** One rule as a sentence whose parts open small forms, looked at while it is written, and saved as a draft. */
export function Editor({ title, base: begun, choices, isForNotHeard }: Props) {
  const { locale, text } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [base, setBase] = useState(begun);
  const [draft, setDraft] = useState(() => beginWith(begun, choices, isForNotHeard));
  const aside = useSetAside<Draft>(setDraft);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<RulePart>>(new Set(isForNotHeard ? ['who'] : begun ? [] : ['when']));
  const [attempt, setAttempt] = useState(0);

  const rule = ruleOf(draft, choices);
  const { checked, isCurrent } = useChecked(rule);
  const saving = useMutation({
    mutationFn: (basedOn: number | null): Promise<RuleVersion> =>
      answered(api.POST('/api/v1/rules', { body: { rule, basedOn } })),
    onSuccess: async (saved) => {
      queries.setQueryData<RuleShown>(['rules', saved.code], (before) => ({
        code: saved.code,
        versions: [saved, ...(before?.versions.filter(({ version }) => version < saved.version) ?? [])],
      }));
      void queries.invalidateQueries({ queryKey: ['rules'] });
      await navigate(`/rules/${saved.code}`, { state: { saved: saved.version } });
    },
  });
  const theirs = currentIn<RuleVersion>(saving.error, 'rule-changed');
  // A new rule on top of nobody's: its name is another's.
  const isNameTaken = theirs !== null && base === null;
  const missing = missingIn(draft, choices);
  const wrong = new Map<RuleField, string>([
    ...findingsByField(checked?.problems ?? [], missing, draft.isOwnText),
    ...missing.map((field) => [field, missingSaid(field, draft, choices, text)] as const),
    ...(isNameTaken ? [['name', text('editor.nameTaken')] as const] : []),
  ]);
  // What nobody came to yet is not wrong yet, only what was left or sent.
  const wrongIn = (field: RuleField) => (attempt > 0 || left.has(idOf(field)) ? wrong.get(field) : undefined);
  const wrongParts = new Set([...wrong.keys()].filter((field) => wrongIn(field) !== undefined).map(partOf));

  const write = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    if (isNameTaken) saving.reset();
  };
  const leave = ({ target, relatedTarget }: FocusEvent<HTMLFormElement>) => {
    const [from, to] = [nameOf(target), nameOf(relatedTarget)];
    // A button that somebody is about to press must not move away from under them.
    if (from !== '' && to !== '' && from !== to) setLeft(new Set([...left, from]));
  };
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (missing.length === 0 && !(isCurrent && wrong.size > 0)) saving.mutate(base?.version ?? null);
  }
  const language = { locale, text, choices };
  const said = fieldsSaid(draft, language);
  const shownWrong = ruleFields.flatMap((field) => {
    const says = attempt > 0 ? wrong.get(field) : undefined;
    return says === undefined ? [] : [{ id: idOf(field), says }];
  });
  return (
    <Page title={title} lead={text('editor.lead')}>
      <form onSubmit={save} onBlur={leave} noValidate>
        <ErrorSummary wrong={shownWrong} attempt={attempt} />
        {theirs && base ? (
          <RuleConflict
            theirs={theirs}
            mine={draft}
            language={language}
            isBusy={saving.isPending}
            onKeepTheirs={() => {
              setBase(theirs);
              aside.put(draft, theirs.createdByName ?? text('editor.conflictSystem'));
              setDraft(draftOf(theirs, choices));
              saving.reset();
            }}
            onMineOnTop={() => {
              setBase(theirs);
              saving.mutate(theirs.version);
            }}
          />
        ) : (
          saving.isError && shownWrong.length === 0 && <ErrorNotice error={saving.error} />
        )}
        {aside.notice}
        <TextField
          id={idOf('name')}
          name={idOf('name')}
          autoComplete="off"
          maxLength={60}
          label={text('editor.name')}
          hint={text('editor.nameHint')}
          error={wrongIn('name')}
          value={draft.name}
          onChange={({ target }) => write({ name: target.value })}
        />
        <div className="rule-parts">
          {ruleParts.map((part) => {
            const Form = forms[part];
            return (
              <RulePartForm
                key={part}
                lead={text(part === 'ask' && draft.kind === 'invite' ? 'editor.invite' : `editor.${part}`)}
                says={partSaid(part, said, text)}
                isWrong={wrongParts.has(part)}
                isOpen={opened.has(part) || (attempt > 0 && wrongParts.has(part))}
                onOpen={(isOpen) =>
                  setOpened(new Set(ruleParts.filter((one) => (one === part ? isOpen : opened.has(one)))))
                }
              >
                <Form draft={draft} choices={choices} write={write} wrongIn={wrongIn} />
              </RulePartForm>
            );
          })}
          <div className="rule-part rule-part-never">
            <span className="rule-part-lead">{text('editor.never')}</span>{' '}
            <span className="rule-part-says">{text('editor.neverSaid')}</span>
          </div>
        </div>
        <h2>{text('editor.reads')}</h2>
        <p className="rule-sentence">{(missing.length === 0 ? checked?.sentence : null) ?? text('editor.readsNot')}</p>
        <div className="buttons">
          <button type="submit" className="button button-primary" disabled={saving.isPending}>
            {text('editor.save')}
          </button>
          <Link className="button" to={base ? `/rules/${base.code}` : '/rules'}>
            {text('editor.leave')}
          </Link>
        </div>
      </form>
    </Page>
  );
}

function beginWith(begun: RuleVersion | null, choices: RuleChoices, isForNotHeard: boolean): Draft {
  if (begun === null) return emptyDraft;
  const who = isForNotHeard ? withNotHeard(begun.rule['who']) : null;
  return draftOf(who === null ? begun : { ...begun, rule: { ...begun.rule, who } }, choices);
}

function nameOf(element: EventTarget | null): string {
  return element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
    ? element.name
    : '';
}
