import type { ConsoleSession, ResidentWord, WordsShown } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { sessionKey, useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { CheckboxField, RadioCards, TextField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Page } from '../../parts/page.js';

const queryKey = ['words'];
/** The compiler holds that none is missing. */
const everyWord: Readonly<Record<ResidentWord, true>> = { resident: true, tenant: true, customer: true };
const residentWords = Object.keys(everyWord) as ResidentWord[];

/** What staff call the people who live in the landlord's homes, and by when those are told that they hear back. */
export function Terms() {
  const text = useText();
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<WordsShown> => answered(api.GET('/admin/v1/words')),
  });
  return (
    <Page title={text('nav.terms')} lead={text('words.lead')}>
      <Answer query={query} getting={text('words.getting')} errorTitle={text('words.errorTitle')}>
        {(data) => <Choose words={data} />}
      </Answer>
    </Page>
  );
}

function Choose({ words }: { readonly words: WordsShown }) {
  const text = useText();
  const client = useQueryClient();
  const leads = useMay('settings.change');
  const done = useRef<HTMLDivElement>(null);
  const [base, setBase] = useState(words);
  const [word, setWord] = useState(words.residentWord);
  const [days, setDays] = useState(shown(words.replyDays));
  const [waiting, setWaiting] = useState(shown(words.waitingDays));
  const [known, setKnown] = useState(words.keepsKnownPerson);
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: (version: number): Promise<WordsShown> =>
      answered(
        api.PUT('/admin/v1/words', {
          body: {
            ...{ residentWord: word, replyDays: readDays(days), waitingDays: readDays(waiting) },
            ...{ keepsKnownPerson: known, version },
          },
        } as never),
      ),
    onSuccess(now) {
      setBase(now);
      client.setQueryData(queryKey, now);
      // Whoever saves it reads it at once.
      client.setQueryData<ConsoleSession>(
        sessionKey,
        (session) => session && { ...session, residentWord: now.residentWord },
      );
    },
  });
  useEffect(() => done.current?.focus(), [saving.data]);
  const wrongIn = (written: string) =>
    attempt > 0 && readDays(written) === undefined ? text('words.replyDays.wrong') : undefined;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (readDays(days) !== undefined && readDays(waiting) !== undefined) saving.mutate(base.version);
  }
  return (
    <form onSubmit={save} noValidate>
      {!leads && <NoPermission to="settings.change" />}
      {saving.data && (
        <div ref={done} tabIndex={-1}>
          <Done key={saving.data.version} says={text('words.saved')} />
        </div>
      )}
      <NotSaved
        sent={saving}
        code="words-changed"
        onSeeTheirs={(theirs: WordsShown) => {
          setBase(theirs);
          setWord(theirs.residentWord);
          setDays(shown(theirs.replyDays));
          setWaiting(shown(theirs.waitingDays));
          setKnown(theirs.keepsKnownPerson);
        }}
        onKeepMine={({ version }) => saving.mutate(version)}
      />
      <RadioCards
        name="residentWord"
        label={text('words.label')}
        hint={text('words.elsewhere')}
        value={word}
        disabled={!leads}
        options={residentWords.map((one) => ({
          value: one,
          label: text(`words.kind.${one}`),
          hint: text(`words.example.${one}`),
        }))}
        onChange={({ target }) => setWord(target.value as ResidentWord)}
      />
      <TextField
        inputMode="numeric"
        label={text('words.replyDays')}
        hint={text('words.replyDays.hint')}
        error={wrongIn(days)}
        value={days}
        disabled={!leads}
        onChange={({ target }) => setDays(target.value)}
      />
      <TextField
        inputMode="numeric"
        label={text('words.waitingDays')}
        hint={text('words.waitingDays.hint')}
        error={wrongIn(waiting)}
        value={waiting}
        disabled={!leads}
        onChange={({ target }) => setWaiting(target.value)}
      />
      <CheckboxField
        label={text('words.known')}
        hint={text('words.known.hint')}
        checked={known}
        disabled={!leads}
        onChange={({ target }) => setKnown(target.checked)}
      />
      {leads && (
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {text('words.save')}
        </button>
      )}
    </form>
  );
}

function shown(days: number | null): string {
  return days === null ? '' : String(days);
}

/** Null: none are said. Undefined: not a number of days that can be kept. */
function readDays(written: string): number | null | undefined {
  if (written.trim() === '') return null;
  const days = Number(written);
  return Number.isInteger(days) && days >= 1 && days <= 365 ? days : undefined;
}
