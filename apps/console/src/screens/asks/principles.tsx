import type { AnswerPrinciplesRequest, AskShown, Principle } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type FormEvent } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { TextAreaField, useOptional } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { dayOf } from '../../when.js';
import { useKeepAsk } from './use-ask.js';

const principles = ['sharing-power', 'reciprocity', 'lived-experience', 'common-purpose'] as const;

/** How the ask stands to the four principles: how many are answered, and never whether that is enough. */
export function Principles({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const mayAsk = useMay('asks.change');
  const [isWriting, setWriting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const count = ask.principles.length;
  const mayWrite = mayAsk && (ask.state === 'draft' || ask.state === 'open');
  return (
    <section aria-labelledby="principles">
      <h2 id="principles" ref={heading} tabIndex={-1}>
        {text('ask.principles')}
      </h2>
      <p>
        <strong>{text('ask.principlesAnswered', { count, all: principles.length })}</strong>{' '}
        {text('ask.principlesLeftOut')}
      </p>
      {isWriting ? (
        <Form
          ask={ask}
          onEnd={(says) => {
            setWriting(false);
            if (says !== undefined) announce(says);
            heading.current?.focus();
          }}
        />
      ) : (
        <>
          {count > 0 && (
            <dl className="ask-parts">
              {ask.principles.map(({ principle: one, words, answeredBy, answeredAt }) => (
                <div key={one}>
                  <dt>{text(`ask.principle.${one}`)}</dt>
                  <dd>
                    {words}{' '}
                    <span className="hint">
                      {text('ask.principleBy', { name: answeredBy, day: dayOf(locale, answeredAt) })}
                    </span>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {mayWrite && (
            <button
              type="button"
              className="button"
              onClick={() => {
                setWriting(true);
                // The button is gone, and the fields stand next.
                heading.current?.focus();
              }}
            >
              {text(count === 0 ? 'ask.principlesWrite' : 'ask.principlesChange')}
            </button>
          )}
        </>
      )}
    </section>
  );
}

interface FormProps {
  readonly ask: AskShown;
  /** Leaves it; with what to say where it was kept. */
  readonly onEnd: (says?: string) => void;
}

type Words = Readonly<Record<Principle, string>>;

function Form({ ask, onEnd }: FormProps) {
  const { text } = useLanguage();
  const optional = useOptional();
  const id = useId();
  const keep = useKeepAsk();
  const [words, setWords] = useState(() => wordsOf(ask));
  const answering = useMutation({
    mutationFn: (body: AnswerPrinciplesRequest): Promise<AskShown> =>
      answered(api.PUT('/api/v1/asks/{id}/principles', { params: { path: { id: ask.id } }, body })),
    async onSuccess(now) {
      await keep(now);
      onEnd(text('ask.principlesKept', { count: now.principles.length, all: principles.length }));
    },
  });
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const answers = principles
      .map((one) => ({ principle: one, words: words[one].trim() }))
      .filter((one) => one.words !== '');
    answering.mutate({ version: ask.version, answers });
  }
  return (
    <form onSubmit={save} noValidate>
      <NotSaved
        sent={answering}
        code="changed-since"
        title={text('askForm.notSaved')}
        onSeeTheirs={(theirs: AskShown) => {
          void keep(theirs);
          setWords(wordsOf(theirs));
        }}
        onKeepMine={({ version }, mine) => answering.mutate({ ...mine, version })}
      />
      {principles.map((one) => (
        <TextAreaField
          key={one}
          id={`${id}-${one}`}
          label={optional(text(`ask.principle.${one}`))}
          hint={text(`ask.principleHint.${one}`)}
          rows={2}
          maxLength={300}
          value={words[one]}
          onChange={({ target }) => setWords({ ...words, [one]: target.value })}
        />
      ))}
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={answering.isPending}>
          {text('ask.principlesSave')}
        </button>
        <button type="button" className="button" onClick={() => onEnd()}>
          {text('part.goBack')}
        </button>
      </div>
    </form>
  );
}

function wordsOf({ principles: given }: AskShown): Words {
  const of = (wanted: Principle) => given.find((one) => one.principle === wanted)?.words ?? '';
  return {
    'sharing-power': of('sharing-power'),
    reciprocity: of('reciprocity'),
    'lived-experience': of('lived-experience'),
    'common-purpose': of('common-purpose'),
  };
}
