import type { VoiceSummary } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { RadioCards, TextField } from '../../parts/field.js';
import { dayOf } from '../../when.js';

/** How many are looked through, and how many are shown at once. */
const newest = 500;
const atOnce = 6;

interface Props {
  /** Of the first of what there is to choose from. */
  readonly id: string;
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChoose: (voiceId: string) => void;
}

/**
 * What somebody said that can be asked about it, found among the newest by a word or its reference. It is looked for here,
 * not by the service: what residents said stands in no address.
 */
export function ChooseVoice({ id, chosen, error, onChoose }: Props) {
  const { locale, text } = useLanguage();
  const name = useId();
  const [wanted, setWanted] = useState('');
  const query = useQuery({
    queryKey: ['voices', 'for-stories'],
    queryFn: (): Promise<{ items: VoiceSummary[] }> =>
      answered(api.GET('/api/v1/voices', { params: { query: { limit: newest } } })),
  });
  const find = wanted.trim().toLocaleLowerCase();
  return (
    <Answer query={query} getting={text('stories.gettingVoices')} errorTitle={text('stories.voicesError')}>
      {({ items }) => {
        const known = items.filter(({ isAnonymous }) => !isAnonymous);
        if (known.length === 0) return <p id={id}>{text('stories.noVoices')}</p>;
        const found = known.filter(
          (voice) => voice.words.toLocaleLowerCase().includes(find) || voice.reference?.toLocaleLowerCase() === find,
        );
        const shown = found.filter(({ id: voiceId }, at) => at < atOnce || voiceId === chosen);
        return (
          <>
            <TextField
              label={text('stories.find')}
              hint={text('stories.findHint', { count: known.length })}
              autoComplete="off"
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
            />
            {shown.length === 0 ? (
              <p id={id} role="status">
                {text('stories.nothingFound')}
              </p>
            ) : (
              <RadioCards
                id={id}
                label={text('stories.voice')}
                error={error}
                name={name}
                value={chosen}
                onChange={({ target }) => onChoose(target.value)}
                options={shown.map((voice) => ({
                  value: voice.id,
                  label: begun(voice.words),
                  hint: text('stories.reference', {
                    reference: voice.reference ?? '',
                    day: dayOf(locale, voice.saidAt),
                  }),
                }))}
              />
            )}
          </>
        );
      }}
    </Answer>
  );
}

/** The beginning of what they said, as much as is needed to know it again. */
function begun(words: string): string {
  const letters = Array.from(words.trim());
  return letters.length <= 160 ? letters.join('') : `${letters.slice(0, 160).join('').trimEnd()}…`;
}
