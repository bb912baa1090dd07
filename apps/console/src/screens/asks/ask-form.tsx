import type { AskShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { CheckboxField, RadioCards, TextAreaField } from '../../parts/field.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Notice } from '../../parts/notice.js';
import { dayOf } from '../../when.js';
import { AskRest } from './ask-rest.js';
import { changeOf, contentOf, missingOf, valuesOf, type AskValues, type MissingPart } from './ask-values.js';
import { FixedPoints } from './fixed-points.js';
import { ReadyMade } from './ready-made.js';
import { useKeepAsk } from './use-ask.js';
import { withAdvice } from './with-advice.js';

const levels = ['landlord-after-asking', 'together', 'residents', 'landlord'] as const;

/** Where the fields of the service's parts stand on the screen, where they are called otherwise. */
const fieldOf: Readonly<Record<string, string>> = { alreadyDecided: 'fixed', scope: 'places' };
/** What stands behind the fold. */
const folded: readonly string[] = [
  ...['owner', 'places', 'decisionOn', 'closesOn', 'mostAnswers', 'options'],
  ...['briefing', 'roomToChange', 'recompense', 'easyRead'],
];

interface Props {
  /** Left out: a new one. */
  readonly ask?: AskShown;
  readonly start: AskValues;
  /** The works that a new one asks about, or the request that it comes of. */
  readonly comesOf?: { readonly plannedWorks?: string; readonly request?: string } | undefined;
  readonly onSaved: (ask: AskShown) => void;
}

/** What an ask says: four fields, and the rest folded. What is refused is said beside its field. */
export function AskForm({ ask: given, start, comesOf, onSaved }: Props) {
  const { locale, text } = useLanguage();
  const id = useId();
  const keep = useKeepAsk();
  const [ask, setAsk] = useState(given);
  const [values, setValues] = useState(start);
  const [attempt, setAttempt] = useState(0);
  const [isAgreed, setIsAgreed] = useState(false);
  const [isUnfolded, setIsUnfolded] = useState(false);
  const change = (part: Partial<AskValues>) => setValues({ ...values, ...part });
  const places = values.places.map(({ reference, name }) => name ?? reference).join(', ');
  const somePlaces = text('askForm.places') + (places === '' ? '' : `: ${places}`);
  const askedOf = values.isForEveryone ? text('ask.everyone') : somePlaces;
  const saving = useMutation({
    mutationFn: (version: number | undefined): Promise<AskShown> => {
      if (!ask) return answered(api.POST('/api/v1/asks', { body: { ...contentOf(values), ...comesOf } } as never));
      const agreedBy = isAgreed ? ask.content.wordingHeldBy : null;
      const body = changeOf(values, version ?? ask.version, agreedBy);
      return answered(api.PUT('/api/v1/asks/{id}', { params: { path: { id: ask.id } }, body } as never));
    },
    async onSuccess(now) {
      setAsk(now);
      await keep(now);
      // What would stand in its way is mended here, where the fields are; nothing is lost by going.
      if (now.state === 'draft' && refusedOf(now).length > 0) setIsUnfolded(true);
      else onSaved(now);
    },
  });
  const refused = saving.isSuccess ? refusedOf(saving.data) : [];
  const problems = ask?.problems ?? [];
  const wrong: Record<string, string> = {};
  for (const { part, message } of refused) wrong[fieldOf[part] ?? part] ??= message;
  for (const part of missingOf(values)) if (attempt > 0) wrong[part] = text(`askForm.missing.${part}` as const);
  const isOpen = ask?.state === 'open';
  const holder = ask?.content.wordingHeldBy ?? null;
  const isReworded = ask !== undefined && values.question.trim() !== ask.content.question;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    const missing = missingOf(values);
    if (missing.some((part: MissingPart) => folded.includes(part))) setIsUnfolded(true);
    if (missing.length === 0) saving.mutate(undefined);
  }
  return (
    <form onSubmit={save} noValidate className="ask-form">
      <ErrorSummary form={id} attempt={attempt + saving.submittedAt} wrong={wrong} />
      {refused.length > 0 && <Notice kind="plain">{text('askForm.keptAll')}</Notice>}
      <NotSaved
        sent={saving}
        code="changed-since"
        title={text('askForm.notSaved')}
        onSeeTheirs={(theirs: AskShown) => {
          setAsk(theirs);
          setValues(valuesOf(theirs));
        }}
        onKeepMine={({ version }) => saving.mutate(version)}
      />
      {!ask && <ReadyMade start={start} values={values} onChoose={setValues} />}
      <TextAreaField
        id={`${id}-question`}
        label={text('ask.question')}
        hint={withAdvice(problems, 'question', text(isOpen ? 'askForm.questionStands' : 'askForm.questionHint'))}
        error={wrong['question']}
        rows={2}
        maxLength={300}
        readOnly={isOpen}
        value={values.question}
        onChange={({ target }) => change({ question: target.value })}
      />
      {holder !== null && isReworded && (
        <CheckboxField
          label={text('askForm.agreed', { name: holder })}
          hint={text('askForm.agreedHint')}
          checked={isAgreed}
          onChange={({ target }) => setIsAgreed(target.checked)}
        />
      )}
      <TextAreaField
        id={`${id}-why`}
        label={text('ask.why')}
        hint={withAdvice(problems, 'why', text('askForm.whyHint'))}
        error={wrong['why']}
        rows={2}
        maxLength={500}
        value={values.why}
        onChange={({ target }) => change({ why: target.value })}
      />
      <RadioCards
        id={`${id}-claimed`}
        name={`${id}-claimed`}
        label={text('ask.whoDecides')}
        hint={withAdvice(problems, 'claimed', text('askForm.levelHint'))}
        error={wrong['claimed']}
        value={values.claimed}
        options={levels.map((level) => ({
          value: level,
          label: text(`picture.level.${level}`),
          hint: text(`askForm.level.${level}`),
        }))}
        onChange={({ target }) => change({ claimed: target.value as AskValues['claimed'] })}
      />
      <TextAreaField
        id={`${id}-stillOpen`}
        label={text('ask.stillOpen')}
        hint={text('askForm.oneALine')}
        error={wrong['stillOpen']}
        value={values.stillOpen}
        onChange={({ target }) => change({ stillOpen: target.value })}
      />
      <FixedPoints
        id={`${id}-fixed`}
        fixed={values.fixed}
        error={wrong['fixed']}
        onChange={(fixed) => change({ fixed })}
      />
      <p className="hint">
        {askedOf}. {values.decisionOn !== '' && text('ask.toBeDecided', { day: dayOf(locale, values.decisionOn) })}{' '}
        {text('ask.answersFor', { name: values.owner })}
      </p>
      <details
        open={isUnfolded || folded.some((part) => wrong[part] !== undefined)}
        onToggle={({ currentTarget }) => setIsUnfolded(currentTarget.open)}
      >
        <summary>{text('askForm.rest')}</summary>
        <AskRest id={id} values={values} wrong={wrong} problems={problems} isScopeFixed={isOpen} onChange={change} />
      </details>
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {text(ask === undefined || ask.state === 'draft' ? 'askForm.saveDraft' : 'askForm.save')}
        </button>
      </div>
    </form>
  );
}

function refusedOf(ask: AskShown): AskShown['problems'] {
  return ask.problems.filter(({ severity }) => severity === 'refuse');
}
