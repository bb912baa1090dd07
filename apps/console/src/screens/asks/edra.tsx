import type { AskShown, EdraShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useLanguage, useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { poundsOf } from './cost-of.js';

/** Equality, diversity, reciprocity and accessibility of an ask: figures with where they come from, and no score. */
export function Edra({ ask }: { readonly ask: AskShown }) {
  const text = useText();
  const query = useQuery({
    queryKey: ['asks', ask.id, 'edra'],
    queryFn: (): Promise<EdraShown> =>
      answered(api.GET('/api/v1/asks/{id}/edra', { params: { path: { id: ask.id } } })),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="edra">
      <h2 id="edra">{text('ask.edra')}</h2>
      <p className="hint">{text('ask.edraHint')}</p>
      <Answer query={query} getting={text('ask.edraGetting')} rows={4} errorTitle={text('ask.edraErrorTitle')}>
        {(found) => (
          <div className="ask-options ask-tiles">
            <Equality {...found.equality} />
            <Diversity {...found.diversity} />
            <Reciprocity {...found.reciprocity} />
            <Accessibility {...found.accessibility} />
          </div>
        )}
      </Answer>
    </section>
  );
}

interface TileProps {
  readonly title: string;
  /** Where the figures come from. */
  readonly from: ReactNode;
  readonly children: ReactNode;
}

function Tile({ title, from, children }: TileProps) {
  return (
    <div className="ask-option">
      <h3>{title}</h3>
      {children}
      <p>{from}</p>
    </div>
  );
}

function Equality({ scope, reached, heard }: EdraShown['equality']) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  return (
    <Tile title={text('ask.equality')} from={<a href="#roll-call">{text('ask.toRollCall')}</a>}>
      <p>{text('ask.equalitySays', { scope: number(scope), count: reached, heard: number(heard) })}</p>
    </Tile>
  );
}

function Diversity({ areas, areasHeard, groups, gaps }: EdraShown['diversity']) {
  const text = useText();
  const missing = gaps === 0 ? text('ask.neededNoGap') : text('ask.neededGaps', { count: gaps, all: groups });
  return (
    <Tile title={text('ask.diversity')} from={<a href="#voices-needed">{text('ask.toNeeded')}</a>}>
      <p>
        {areas === 0 ? text('ask.diversityNoAreas') : text('ask.diversityAreas', { count: areas, heard: areasHeard })}
      </p>
      <p>{groups === 0 ? text('ask.neededNone') : missing}</p>
    </Tile>
  );
}

function Reciprocity({ offered, people, minutes, thanksPence, expensesPence }: EdraShown['reciprocity']) {
  const { locale, text } = useLanguage();
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const pounds = (pence: number | null) => poundsOf(locale, pence ?? 0);
  return (
    <Tile title={text('ask.reciprocity')} from={<Link to="/settings/recompense">{text('ask.toRecompense')}</Link>}>
      <p>{offered === null ? text('ask.nothingOffered') : text('ask.offered', { words: offered })}</p>
      {people === null ? (
        <p>{text('ask.ledgerFew')}</p>
      ) : (
        <p>
          {text('ask.ledger', { people: number(people), minutes: number(minutes ?? 0) })}{' '}
          {text('ask.ledgerGiven', { thanks: pounds(thanksPence), expenses: pounds(expensesPence) })}
        </p>
      )}
      <p className="hint">{text('ask.ledgerHint')}</p>
    </Tile>
  );
}

function Accessibility({ formats, missing }: EdraShown['accessibility']) {
  const text = useText();
  const nameOf = (form: (typeof missing)[number]['form']) =>
    text(form === 'another-language' ? 'ask.anotherLanguage' : `ask.format.${form}`);
  const many = missing.filter(({ homes }) => homes !== null);
  const few = missing.filter(({ homes }) => homes === null);
  const forms = formats.map((format) => text(`ask.format.${format}`)).join(', ');
  return (
    <Tile
      title={text('ask.accessibility')}
      from={
        <a href="#ask-rest" onClick={unfold}>
          {text('ask.toForms')}
        </a>
      }
    >
      <p>{text('ask.comesIn', { forms })}</p>
      {many.length > 0 && (
        <>
          <p>{text('ask.formsMissing')}</p>
          <ul>
            {many.map(({ form, homes }) => (
              <li key={form}>
                {nameOf(form)} · {text('ask.homes', { count: homes ?? 0 })}
              </li>
            ))}
          </ul>
        </>
      )}
      {few.length > 0 && <p>{text('ask.formsFew', { forms: few.map(({ form }) => nameOf(form)).join(', ') })}</p>}
    </Tile>
  );
}

/** What the link leads to is folded away at first. */
function unfold(): void {
  document.getElementById('ask-rest')?.setAttribute('open', '');
}
