import type { TriedTenancy } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useLanguage, useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { TextField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { fieldWords } from './field-words.js';
import { WhichConnection } from './which-connection.js';

/** One tenancy, side by side: sent, understood, seen. Nothing is stored. */
export function Try() {
  const text = useText();
  return (
    <Page isWide title={text('tryOne.title')} lead={text('tryOne.lead')}>
      <WhichConnection>{(name) => <Trying key={name} name={name} />}</WhichConnection>
    </Page>
  );
}

function Trying({ name }: { readonly name: string }) {
  const text = useText();
  const queries = useQueryClient();
  const [tried, setTried] = useState<TriedTenancy | null>(null);
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { tenancy: '' } });

  async function look({ tenancy }: { readonly tenancy: string }): Promise<void> {
    setTried(null);
    announce(text('tryOne.trying'));
    try {
      const call = api.POST('/admin/v1/connections/{name}/try', { params: { path: { name } }, body: { tenancy } });
      setTried((await answered(call)) as TriedTenancy);
      await queries.invalidateQueries({ queryKey: ['set-up'] });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const message = error.detail ?? text('part.noConnection');
      setError('tenancy', { message });
      announce(message);
    }
  }

  return (
    <>
      <form noValidate onSubmit={(event) => void handleSubmit(look)(event)}>
        <TextField
          label={text('tryOne.reference')}
          hint={text('tryOne.referenceHint')}
          error={formState.errors.tenancy?.message}
          autoComplete="off"
          {...register('tenancy', {
            validate: (value) => value.trim() !== '' || text('tryOne.referenceMissing'),
          })}
        />
        <button type="submit" className="button button-primary" disabled={formState.isSubmitting}>
          {text('tryOne.go')}
        </button>
      </form>
      {formState.isSubmitting && <LoadingRows says={text('tryOne.trying')} />}
      {tried && <Tried tried={tried} />}
    </>
  );
}

function Tried({ tried }: { readonly tried: TriedTenancy }) {
  const text = useText();
  return (
    <>
      <Done says={text('tryOne.done')} />
      <div className="side-by-side">
        <section aria-labelledby="tried-sent">
          <h2 id="tried-sent">{text('tryOne.sent')}</h2>
          {tried.sent.length === 0 && <p>{text('tryOne.sentEmpty')}</p>}
          {tried.sent.map(({ stream, key, fields, left }) => (
            <article key={`${stream} ${key}`}>
              <h3>
                {stream} <span className="hint">{key}</span>
              </h3>
              <pre className="copy-words">{JSON.stringify(fields, null, 2)}</pre>
              {left.length > 0 && <p className="hint">{text('tryOne.left', { names: left.join(', ') })}</p>}
            </article>
          ))}
        </section>
        <section aria-labelledby="tried-understood">
          <h2 id="tried-understood">{text('tryOne.understood')}</h2>
          {tried.understood.map((record, index) => (
            <Understood key={index} record={record} />
          ))}
        </section>
        <section aria-labelledby="tried-officer">
          <h2 id="tried-officer">{text('tryOne.officer')}</h2>
          <Officer sees={tried.officerSees} />
        </section>
      </div>
      <p>
        <Link to="/bring-in">{text('tryOne.toBringIn')}</Link>
      </p>
    </>
  );
}

function Understood({ record }: { readonly record: Readonly<Record<string, unknown>> }) {
  const text = useText();
  const { entity, ...fields } = record;
  const title = text(`entity.${String(entity)}` as 'entity.home');
  return (
    <article>
      <h3>{title}</h3>
      <dl lang="en-GB">
        {Object.entries(fields).map(([field, value]) => (
          <div key={field}>
            <dt>{fieldWords(field)}</dt>
            <dd>{wordsOf(value) || text('tryOne.nothing')}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** A value of a record as somebody reads it: a reference by its id, a list by its parts. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value !== 'object') return String(value);
  const { id, fullName, reference } = value as Readonly<Record<string, unknown>>;
  return String(fullName ?? id ?? (reference === undefined ? JSON.stringify(value) : wordsOf(reference)));
}

function Officer({ sees }: { readonly sees: TriedTenancy['officerSees'] }) {
  const { locale, text } = useLanguage();
  if (sees === null) return <p>{text('tryOne.noContact')}</p>;
  const { contact, prompt, whyNot } = sees;
  return (
    <>
      <p className="hint">{text('tryOne.contact', { what: contact.what, day: dayOf(locale, contact.occurredAt) })}</p>
      {prompt && (
        <article className="officer-sees" lang="en-GB">
          <h3>{prompt.title}</h3>
          <p className="officer-says">{prompt.say}</p>
          <dl>
            <dt>{text('tryOne.probe')}</dt>
            <dd>{prompt.probe}</dd>
            <dt>{text('tryOne.whyAsking')}</dt>
            <dd>{prompt.whyAsking}</dd>
          </dl>
          <h4>{text('tryOne.whySee')}</h4>
          <ul>
            {prompt.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </article>
      )}
      {whyNot && (
        <>
          <p>{text('tryOne.noPrompt')}</p>
          <p>{whyNot.isShown ? text('tryOne.whyNot', { words: whyNot.words }) : text('tryOne.silent')}</p>
        </>
      )}
    </>
  );
}
