import type { AskShown, RollCallHousehold } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { newKey } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { CheckboxField, RadioCards, SelectField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { HandOver } from './hand-over.js';
import { emptyAnswer, keepAnswer, missingOfAnswer, offersOf, type Answer, type Kept } from './keep-answer.js';
import { useAsk, useKeepAsk } from './use-ask.js';
import { OptionChoice } from './option-choice.js';

const kinds = ['heard', 'asked', 'declined', 'cannot-now'] as const;
/** Whoever was heard may say more, or leave. */
const kindsOnceHeard = ['heard', 'left'] as const;
const ways = ['letter', 'phone', 'in-person', 'message', 'online', 'event'] as const;
const reasons = ['not-my-topic', 'not-this-way', 'no-reason'] as const;
const sorts = ['idea', 'worry', 'good', 'warning', 'question', 'offer', 'keep', 'always', 'never'] as const;

interface Props {
  readonly ask: AskShown;
  readonly household: RollCallHousehold;
  readonly onRecorded: (says: string) => void;
  readonly onCancel: () => void;
}

/** What one household said, on paper or on the phone; or that it was asked, would rather not say, or cannot now. */
export function RecordAnswer({ ask, household, onRecorded, onCancel }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const keepAsk = useKeepAsk();
  const { refetch } = useAsk(ask.id);
  const [answer, setAnswer] = useState(() => emptyAnswer(household));
  const [attempt, setAttempt] = useState(0);
  const home = household.address === '' ? household.tenancy : household.address;
  useEffect(() => heading.current?.focus(), []);
  // Other words are another write.
  const set = (part: Partial<Answer>) => setAnswer({ ...answer, ...part, key: newKey() });
  const keeping = useMutation({
    mutationFn: (routing: Answer['routing']): Promise<Kept> =>
      keepAnswer(ask, household, routing === undefined ? answer : { ...answer, routing }),
    async onSuccess({ handedOver }) {
      const { data } = await refetch();
      if (data) await keepAsk(data);
      onRecorded(
        handedOver.length > 0
          ? text('record.handedOver', { references: handedOver.join(', ') })
          : text(`record.did.${answer.kind === '' ? 'heard' : answer.kind}`, { home }),
      );
    },
  });
  const missing = attempt === 0 ? [] : missingOfAnswer(answer);
  const wrong = Object.fromEntries(missing.map((part) => [part, text(`record.missing.${part}`)]));
  const offers = offersOf(keeping.error);
  const { kind } = answer;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (missingOfAnswer(answer).length === 0) keeping.mutate(undefined);
  }
  return (
    <form onSubmit={save} noValidate>
      <h2 id="record" ref={heading} tabIndex={-1}>
        {text('record.title', { home })}
      </h2>
      <ErrorSummary form={id} attempt={attempt} wrong={wrong} />
      {offers ? (
        <HandOver offers={offers} isBusy={keeping.isPending} onDecide={(routing) => keeping.mutate(routing)} />
      ) : (
        keeping.isError && <ErrorNotice error={keeping.error} title={text('record.notKept')} />
      )}
      <RadioCards
        id={`${id}-kind`}
        name={`${id}-kind`}
        label={text('record.kind')}
        error={wrong['kind']}
        value={kind}
        options={(household.state === 'heard' ? kindsOnceHeard : kinds).map((one) => ({
          value: one,
          label: text(`record.kind.${one}`),
          ...(one === 'declined' || one === 'left' ? { hint: text(`record.${one}Hint`) } : {}),
        }))}
        onChange={({ target }) => set({ kind: target.value as Answer['kind'] })}
      />
      {(kind === 'heard' || kind === 'asked') && (
        <SelectField
          id={`${id}-way`}
          label={text('record.way')}
          error={wrong['way']}
          value={answer.way}
          onChange={({ target }) => set({ way: target.value as Answer['way'] })}
        >
          <option value="">{text('askForm.choose')}</option>
          {ways.map((way) => (
            <option key={way} value={way}>
              {text(`picture.way.${way}`)}
            </option>
          ))}
        </SelectField>
      )}
      {kind === 'heard' && (
        <>
          <OptionChoice
            options={ask.content.options}
            label={text('record.option')}
            none={text('record.noOption')}
            value={answer.option}
            onChange={(option) => set({ option })}
          />
          <CheckboxField
            label={text('record.wouldMeet')}
            hint={text('record.wouldMeetHint')}
            checked={answer.wouldMeet}
            onChange={({ target }) => set({ wouldMeet: target.checked })}
          />
          <TextAreaField
            label={optional(text('record.words'))}
            hint={text('record.wordsHint')}
            maxLength={10_000}
            value={answer.words}
            onChange={({ target }) => set({ words: target.value })}
          />
          <SelectField
            label={text('record.whose')}
            value={answer.whose}
            onChange={({ target }) => set({ whose: target.value as Answer['whose'] })}
          >
            <option value="own">{text('record.whose.own')}</option>
            <option value="relayed">{text('record.whose.relayed')}</option>
          </SelectField>
          <SelectField
            label={optional(text('record.sort'))}
            value={answer.sort}
            onChange={({ target }) => set({ sort: target.value as Answer['sort'] })}
          >
            <option value="">{text('askForm.choose')}</option>
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {text(`record.sort.${sort}`)}
              </option>
            ))}
          </SelectField>
          {answer.sort === 'warning' && (
            <OptionChoice
              options={ask.content.options}
              label={text('ask.warnsOf')}
              none={text('ask.warnsOfNone')}
              value={answer.warnsOf}
              onChange={(warnsOf) => set({ warnsOf })}
            />
          )}
        </>
      )}
      {kind === 'declined' && (
        <SelectField
          label={text('record.reason')}
          hint={text('record.reasonHint')}
          value={answer.reason}
          onChange={({ target }) => set({ reason: target.value as Answer['reason'] })}
        >
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {text(`record.reason.${reason}`)}
            </option>
          ))}
        </SelectField>
      )}
      {kind === 'cannot-now' && (
        <TextField
          id={`${id}-until`}
          type="date"
          label={text('record.until')}
          error={wrong['until']}
          value={answer.until}
          onChange={({ target }) => set({ until: target.value })}
        />
      )}
      <details>
        <summary>{text('record.barrier')}</summary>
        <TextField
          label={text('record.stage')}
          hint={text('record.stageHint')}
          maxLength={80}
          value={answer.stage}
          onChange={({ target }) => set({ stage: target.value })}
        />
        <TextAreaField
          id={`${id}-barrier`}
          label={text('record.barrierWords')}
          error={wrong['barrier']}
          rows={2}
          maxLength={500}
          value={answer.barrier}
          onChange={({ target }) => set({ barrier: target.value })}
        />
      </details>
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={keeping.isPending}>
          {text('record.save')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {text('record.another')}
        </button>
      </div>
    </form>
  );
}
