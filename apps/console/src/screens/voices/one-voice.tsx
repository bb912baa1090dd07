import type { SortVoiceRequest, VoiceSummary } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { CheckboxField, SelectField } from '../../parts/field.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';
import { themes } from '../asks/ask-rest.js';
import { useThemeName } from '../prompts/theme-name.js';
import { shortWords } from '../replies/short-words.js';
import { kinds } from './kinds.js';
import { Lightbulb, type VoiceChange } from './lightbulb.js';

/** Days for which nobody is reminded that something is not sorted (seed row 83). */
const leftInPeace = 14;

interface Props {
  readonly voice: VoiceSummary;
  readonly onChanged: (voiceId: string, says: VoiceChange) => void;
}

/** What somebody said: their words first, then the way it came and what it was sorted as. */
export function OneVoice({ voice, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const themeName = useThemeName();
  const maySort = useMay('voices.sort');
  const [isSorting, setSorting] = useState(false);
  const { id, words, whose, kind, theme, isAboutFixed, lightbulb, takenThrough, asked, place, saidAt } = voice;
  const about = [
    text(`picture.way.${takenThrough}`),
    dayOf(locale, saidAt),
    text(`voices.whose.${whose}`),
    ...(place === null ? [] : [place]),
  ];
  return (
    <li id={`voice-${id}`} tabIndex={-1} className="owed-voice">
      <blockquote className="owed-words">{words}</blockquote>
      <p>
        {kind === null ? <Unsorted saidAt={saidAt} /> : <strong>{text(`voices.kind.${kind}`)}</strong>}
        {theme !== null && ` · ${themeName(theme)}`}
        {isAboutFixed && ` · ${text('voices.fixed')}`}
      </p>
      {lightbulb !== null && (
        <p>
          <strong>{text('voices.light')}</strong>{' '}
          <span className="hint">
            {text(lightbulb.askedBy === 'resident' ? 'voices.litAsked' : 'voices.litBy', {
              name: lightbulb.setBy,
              day: dayOf(locale, lightbulb.setAt),
            })}
          </span>
        </p>
      )}
      <p className="hint">
        {about.join(' · ')}
        {asked !== null && (
          <>
            <br />
            {text('voices.asked', { question: asked })}
          </>
        )}
      </p>
      {maySort && (
        <div className="buttons">
          <button
            type="button"
            className="button"
            aria-label={text('voices.sortName', { words: shortWords(words) })}
            onClick={() => setSorting(true)}
          >
            {text('voices.sort')}
          </button>
          <Lightbulb voice={voice} onChanged={(says) => onChanged(id, says)} />
        </div>
      )}
      {isSorting && (
        <Sort
          voice={voice}
          onCancel={() => setSorting(false)}
          onSorted={() => {
            setSorting(false);
            onChanged(id, 'voices.sorted');
          }}
        />
      )}
    </li>
  );
}

/** For how long it has not been sorted; a light only once that is long, and never one that presses. */
function Unsorted({ saidAt }: Pick<VoiceSummary, 'saidAt'>) {
  const { text } = useLanguage();
  const days = wholeDaysSince(saidAt);
  const says = days === 0 ? text('voices.unsortedToday') : text('voices.unsortedFor', { count: days });
  return days < leftInPeace ? says : <StatusWord light="quiet">{says}</StatusWord>;
}

interface SortProps {
  readonly voice: VoiceSummary;
  readonly onSorted: () => void;
  readonly onCancel: () => void;
}

function Sort({ voice, onSorted, onCancel }: SortProps) {
  const { text } = useLanguage();
  const themeName = useThemeName();
  const [sorting, setSorting] = useState<SortVoiceRequest>({
    kind: voice.kind,
    theme: voice.theme,
    isAboutFixed: voice.isAboutFixed,
  });
  const keeping = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/voices/{id}/sorting', { params: { path: { id: voice.id } }, body: sorting } as never)),
    onSuccess: onSorted,
  });
  return (
    <Confirm
      isOpen
      title={text('voices.sortTitle')}
      action={text('voices.sortDo')}
      isBusy={keeping.isPending}
      onCancel={onCancel}
      onConfirm={() => keeping.mutate()}
    >
      {keeping.isError && <ErrorNotice error={keeping.error} title={text('voices.notSorted')} />}
      <p>{text('voices.sortSays')}</p>
      <SelectField
        label={text('voices.kind')}
        value={sorting.kind ?? ''}
        onChange={({ target }) => setSorting({ ...sorting, kind: kinds.find((one) => one === target.value) ?? null })}
      >
        <option value="">{text('voices.kind.unsorted')}</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {text(`voices.kind.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={text('voices.theme')}
        value={sorting.theme ?? ''}
        onChange={({ target }) => setSorting({ ...sorting, theme: target.value === '' ? null : target.value })}
      >
        <option value="">{text('voices.theme.none')}</option>
        {themes.map((one) => (
          <option key={one} value={one}>
            {themeName(one)}
          </option>
        ))}
      </SelectField>
      <CheckboxField
        label={text('voices.isFixed')}
        hint={text('voices.isFixedSays')}
        checked={sorting.isAboutFixed}
        onChange={({ target }) => setSorting({ ...sorting, isAboutFixed: target.checked })}
      />
    </Confirm>
  );
}

function wholeDaysSince(at: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 86_400_000));
}
