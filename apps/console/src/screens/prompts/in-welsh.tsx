import type { LibraryChanged, LibraryPromptShown, PromptTextVersion, TranslationBody } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage, useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { TextAreaField, TextField } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { useSetAside } from '../../parts/set-aside.js';
import { dayOf } from '../../when.js';
import { WelshState } from './prompt-state.js';
import { newestIn, useReadAgain } from './use-library.js';

interface Props {
  readonly prompt: LibraryPromptShown;
  /** The English in use, which it translates. */
  readonly english: PromptTextVersion;
  readonly mayChange: boolean;
}

const parts = ['say', 'probe', 'whyAsking', 'title'] as const;

/** The Welsh beside the English: written, not shown to anybody until a speaker has signed it off. */
export function InWelsh({ prompt, english, mayChange }: Props) {
  const { locale, text } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const [did, setDid] = useState<{ readonly what: 'kept' | 'reviewed'; readonly times: number }>();
  const { text: newest, version } = newestIn(prompt, 'cy');
  const welsh = newest?.state === 'retired' ? undefined : newest;
  const inUse = prompt.versions.find((one) => one.language === 'cy' && one.state === 'in-use');
  const tell = (what: 'kept' | 'reviewed') => {
    setDid({ what, times: (did?.times ?? 0) + 1 });
    heading.current?.focus();
  };
  return (
    <section aria-labelledby="welsh">
      <h2 ref={heading} id="welsh" tabIndex={-1}>
        {text('prompts.inWelsh')}
      </h2>
      {did && <Done key={did.times} says={text(`prompts.welsh.did.${did.what}`)} />}
      <p>
        <WelshState welsh={prompt.welsh} />
      </p>
      {inUse && (
        <p>
          {text('prompts.welsh.by', { name: inUse.reviewedBy ?? '', day: dayOf(locale, inUse.reviewedAt ?? '') })}
          {welsh !== inUse && ` ${text('prompts.welsh.newer')}`}
        </p>
      )}
      {mayChange ? (
        <>
          <Translate code={prompt.code} english={english} welsh={welsh} version={version} onKept={() => tell('kept')} />
          {welsh?.state === 'draft' && <Review code={prompt.code} onReviewed={() => tell('reviewed')} />}
        </>
      ) : (
        welsh &&
        parts.map((part) => (
          <div key={part} className="beside-welsh">
            <English part={part} english={english} />
            <p lang="cy">{welsh[part]}</p>
          </div>
        ))
      )}
    </section>
  );
}

function English({ part, english }: { readonly part: (typeof parts)[number]; readonly english: PromptTextVersion }) {
  const text = useText();
  return (
    <div>
      <p className="hint">{text(`prompts.welsh.part.${part}`)}</p>
      <p lang="en-GB">{english[part]}</p>
    </div>
  );
}

interface TranslateProps {
  readonly code: string;
  readonly english: PromptTextVersion;
  readonly welsh: PromptTextVersion | undefined;
  /** The newest version in Welsh that is seen here, 0 for none. */
  readonly version: number;
  readonly onKept: () => void;
}

function Translate({ code, english, welsh, version, onKept }: TranslateProps) {
  const text = useText();
  const id = useId();
  const readAgain = useReadAgain();
  const [words, setWords] = useState(wordsOf(welsh));
  const [seen, setSeen] = useState(version);
  const aside = useSetAside<TranslationBody>(setWords);
  const [tried, setTried] = useState(0);
  const keeping = useMutation({
    async mutationFn(on: number): Promise<LibraryChanged> {
      const items = [{ ...words, code, version: on }];
      const changed: LibraryChanged = await answered(
        api.POST('/api/v1/library/prompts/translations', { body: { items } }),
      );
      await readAgain(code);
      return changed;
    },
    onSuccess({ items }) {
      setSeen(items[0]?.version ?? seen);
      aside.forget();
      onKept();
    },
  });
  const missing = tried === 0 ? [] : parts.filter((part) => words[part].trim() === '');

  function keep(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(tried + 1);
    if (parts.every((part) => words[part].trim() !== '')) keeping.mutate(seen);
  }
  return (
    <form onSubmit={keep} noValidate>
      <ErrorSummary
        attempt={tried}
        wrong={missing.map((part) => ({ id: `${id}-${part}`, says: text(`prompts.welsh.missing.${part}`) }))}
      />
      {aside.notice}
      <NotSaved
        sent={keeping}
        code="changed-since"
        title={text('prompts.notKept')}
        onSeeTheirs={(theirs: PromptTextVersion) => {
          aside.put(words, theirs.createdBy);
          setWords(wordsOf(theirs));
          setSeen(theirs.version);
        }}
        onKeepMine={(theirs) => keeping.mutate(theirs.version)}
      />
      {parts.map((part) => {
        const Box = part === 'title' ? TextField : TextAreaField;
        return (
          <div key={part} className="beside-welsh">
            <English part={part} english={english} />
            <Box
              id={`${id}-${part}`}
              label={text(`prompts.welsh.label.${part}`)}
              error={missing.includes(part) ? text(`prompts.welsh.missing.${part}`) : undefined}
              lang="cy"
              autoComplete="off"
              maxLength={1000}
              value={words[part]}
              onChange={({ target }: { readonly target: { readonly value: string } }) =>
                setWords({ ...words, [part]: target.value })
              }
            />
          </div>
        );
      })}
      <button type="submit" className="button" disabled={keeping.isPending}>
        {text('prompts.welsh.keep')}
      </button>
    </form>
  );
}

function Review({ code, onReviewed }: { readonly code: string; readonly onReviewed: () => void }) {
  const text = useText();
  const readAgain = useReadAgain();
  const [by, setBy] = useState('');
  const [isTried, setIsTried] = useState(false);
  const reviewing = useMutation({
    async mutationFn() {
      await answered(
        api.POST('/api/v1/library/prompts/{code}/translations/review', { params: { path: { code } }, body: { by } }),
      );
      await readAgain(code);
    },
    onSuccess: onReviewed,
  });

  function review(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setIsTried(true);
    if (by.trim() !== '') reviewing.mutate();
  }
  return (
    <form onSubmit={review} noValidate className="review">
      <h3>{text('prompts.review.title')}</h3>
      <p>{text('prompts.review.says')}</p>
      {reviewing.isError && <ErrorNotice error={reviewing.error} title={text('prompts.review.not')} />}
      <TextField
        label={text('prompts.review.by')}
        hint={text('prompts.review.hint')}
        error={isTried && by.trim() === '' ? text('prompts.review.missing') : undefined}
        autoComplete="off"
        maxLength={200}
        value={by}
        onChange={({ target }) => setBy(target.value)}
      />
      <button type="submit" className="button button-primary" disabled={reviewing.isPending}>
        {text('prompts.review.do')}
      </button>
    </form>
  );
}

function wordsOf(welsh: PromptTextVersion | undefined): TranslationBody {
  return {
    title: welsh?.title ?? '',
    say: welsh?.say ?? '',
    probe: welsh?.probe ?? '',
    whyAsking: welsh?.whyAsking ?? '',
  };
}
