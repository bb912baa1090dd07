import '../../styles/asks.css';
import type { AskShown, DecideAskRequest } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { RadioCards, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { today } from '../../when.js';
import { useAsk, useKeepAsk } from './use-ask.js';
import { DecidedActions, wholeActions, type DecidedAction } from './decided-actions.js';
import { OptionChoice } from './option-choice.js';
import { Warnings, warningsOf } from './warnings.js';

const deciders = ['residents', 'jointly', 'landlord', 'regulator'] as const;
const parts = ['decidedBy', 'decidedOn', 'words', 'because', 'fewHeardBecause'] as const;
type Part = (typeof parts)[number] | 'actions';

/** Writes down what was decided, who decided, and who put it to whom. */
export function Decide() {
  const text = useText();
  const { id = '' } = useParams();
  const mayAsk = useMay('asks.change');
  const { data, error, refetch } = useAsk(id);
  return (
    <Page title={text('decide.title')} {...(data ? { lead: data.question } : {})}>
      {!mayAsk ? (
        <NoPermission to="asks.change" />
      ) : data ? (
        <DecideForm ask={data} />
      ) : error ? (
        <ErrorNotice error={error} title={text('ask.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('ask.getting')} />
      )}
    </Page>
  );
}

interface Values {
  readonly decidedBy: DecideAskRequest['decidedBy'] | '';
  readonly decidedOn: string;
  readonly residentsOf: string;
  readonly presentedBy: string;
  readonly facilitator: string;
  readonly option: string;
  readonly words: string;
  readonly because: string;
  readonly fewHeardBecause: string;
  readonly worksReference: string;
  readonly actions: readonly DecidedAction[];
}

function DecideForm({ ask: seen }: { readonly ask: AskShown }) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const go = useNavigate();
  const keep = useKeepAsk();
  // What was on the screen when it was decided: what comes meanwhile is not decided about unseen.
  const [ask, setAsk] = useState(seen);
  const [values, setValues] = useState<Values>(emptyValues);
  const [attempt, setAttempt] = useState(0);
  const deciding = useMutation({
    mutationFn: (version: number): Promise<AskShown> =>
      answered(
        api.POST('/api/v1/asks/{id}/decisions', {
          params: { path: { id: ask.id } },
          body: requestOf(values, version),
        } as never),
      ),
    async onSuccess(now) {
      await keep(now);
      void go(`/asks/${now.id}`, { state: { says: text('decide.did') } });
    },
  });
  const set = (part: Partial<Values>) => setValues({ ...values, ...part });
  const fewHeard = deciding.error instanceof Problem && deciding.error.code === 'few-heard' ? deciding.error : null;
  const wrong: Partial<Record<Part, string>> = {};
  for (const part of parts)
    if (attempt > 0 && part !== 'fewHeardBecause' && values[part].trim() === '')
      wrong[part] = text(`decide.missing.${part}`);
  const isHalfSaid = wholeActions(values.actions) === undefined;
  if (attempt > 0 && isHalfSaid) wrong.actions = text('decide.missing.actions');
  if (fewHeard && values.fewHeardBecause.trim() === '')
    wrong.fewHeardBecause = fewHeard.detail ?? text('decide.fewHeardHint');
  const { scope, heard } = ask.counts;
  // Before an option is chosen all of them; then those of it, and those of none.
  const warned =
    values.option === '' ? ask.warnings : [...warningsOf(ask, Number(values.option)), ...warningsOf(ask, null)];

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (parts.every((part) => part === 'fewHeardBecause' || values[part].trim() !== '') && !isHalfSaid)
      deciding.mutate(ask.version);
  }
  return (
    <form onSubmit={save} noValidate>
      <p>
        <strong>{text('ask.heardOfHomes', { heard, scope })}</strong>
      </p>
      <ErrorSummary form={id} attempt={attempt + deciding.failureCount} wrong={wrong} />
      {!fewHeard && (
        <NotSaved
          sent={deciding}
          code="changed-since"
          title={text('askForm.notSaved')}
          onSeeTheirs={(theirs: AskShown) => {
            void keep(theirs);
            void go(`/asks/${ask.id}`);
          }}
          onKeepMine={(theirs) => {
            setAsk(theirs);
            deciding.mutate(theirs.version);
          }}
        />
      )}
      <RadioCards
        id={`${id}-decidedBy`}
        name={`${id}-decidedBy`}
        label={text('ask.decider')}
        error={wrong.decidedBy}
        value={values.decidedBy}
        options={deciders.map((one) => ({ value: one, label: text(`ask.decidedBy.${one}`) }))}
        onChange={({ target }) => set({ decidedBy: target.value as Values['decidedBy'] })}
      />
      <TextField
        id={`${id}-decidedOn`}
        type="date"
        label={text('decide.on')}
        error={wrong.decidedOn}
        value={values.decidedOn}
        onChange={({ target }) => set({ decidedOn: target.value })}
      />
      <OptionChoice
        options={ask.content.options}
        label={text('ask.chosen')}
        none={text('decide.noOption')}
        value={values.option}
        onChange={(option) => set({ option })}
      />
      {warned.length > 0 && (
        <Notice kind="look" title={text('ask.warnings')}>
          <Warnings ask={ask} warnings={warned} />
        </Notice>
      )}
      <TextAreaField
        id={`${id}-words`}
        label={text('decide.words')}
        error={wrong.words}
        maxLength={2000}
        value={values.words}
        onChange={({ target }) => set({ words: target.value })}
      />
      <TextAreaField
        id={`${id}-because`}
        label={text('decide.because')}
        error={wrong.because}
        maxLength={1000}
        value={values.because}
        onChange={({ target }) => set({ because: target.value })}
      />
      <DecidedActions
        id={`${id}-actions`}
        actions={values.actions}
        error={wrong.actions}
        onChange={(actions) => set({ actions })}
      />
      {(fewHeard !== null || values.fewHeardBecause !== '') && (
        <TextAreaField
          id={`${id}-fewHeardBecause`}
          label={text('ask.fewHeard')}
          hint={text('decide.fewHeardHint')}
          error={wrong.fewHeardBecause}
          rows={2}
          maxLength={500}
          value={values.fewHeardBecause}
          onChange={({ target }) => set({ fewHeardBecause: target.value })}
        />
      )}
      <TextField
        label={optional(text('ask.presentedBy'))}
        hint={text('decide.presentedByHint')}
        maxLength={120}
        value={values.presentedBy}
        onChange={({ target }) => set({ presentedBy: target.value })}
      />
      <TextField
        label={optional(text('ask.facilitator'))}
        maxLength={120}
        value={values.facilitator}
        onChange={({ target }) => set({ facilitator: target.value })}
      />
      <TextField
        label={optional(text('decide.residentsOf'))}
        hint={text('decide.residentsOfHint')}
        maxLength={120}
        value={values.residentsOf}
        onChange={({ target }) => set({ residentsOf: target.value })}
      />
      <TextField
        label={optional(text('ask.works'))}
        hint={text('decide.worksHint')}
        maxLength={200}
        value={values.worksReference}
        onChange={({ target }) => set({ worksReference: target.value })}
      />
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={deciding.isPending}>
          {text('decide.save')}
        </button>
      </div>
    </form>
  );
}

function emptyValues(): Values {
  return {
    ...{ decidedBy: '', decidedOn: today(), residentsOf: '', presentedBy: '' },
    ...{ facilitator: '', option: '', words: '', because: '', fewHeardBecause: '', worksReference: '' },
    actions: [],
  };
}

function requestOf(values: Values, version: number): DecideAskRequest {
  const given = (part: 'presentedBy' | 'facilitator' | 'residentsOf' | 'fewHeardBecause' | 'worksReference') =>
    values[part].trim() === '' ? {} : { [part]: values[part].trim() };
  return {
    version,
    decidedOn: values.decidedOn,
    decidedBy: values.decidedBy === '' ? 'landlord' : values.decidedBy,
    words: values.words.trim(),
    because: values.because.trim(),
    actions: wholeActions(values.actions) ?? [],
    ...(values.option === '' ? {} : { option: Number(values.option) }),
    ...given('presentedBy'),
    ...given('facilitator'),
    ...given('residentsOf'),
    ...given('fewHeardBecause'),
    ...given('worksReference'),
  };
}
