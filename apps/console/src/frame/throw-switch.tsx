import type { GoingLive, PlaceFound, ThrowSwitchRequest } from '@doorstep/contracts/http';
import { useId, useState } from 'react';
import { announce } from '../announce.js';
import { answered, api } from '../api/client.js';
import { useChangeLive, useGoingLive } from '../api/going-live.js';
import { useText } from '../language.js';
import { Confirm } from '../parts/confirm.js';
import { ErrorNotice } from '../parts/error-notice.js';
import { RadioCards, SelectField, TextAreaField } from '../parts/field.js';
import { PlaceSearch } from '../screens/teams/place-search.js';
import { whatOf } from './what-of.js';

type Covers = ThrowSwitchRequest['covers'];

/** Asks once what to switch off and why, and does it. */
export function ThrowSwitch({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const id = useId();
  const [covers, setCovers] = useState<Covers>('everything');
  const [team, setTeam] = useState('');
  const [place, setPlace] = useState<PlaceFound>();
  const [because, setBecause] = useState('');
  const [isTried, setIsTried] = useState(false);
  const teams = useGoingLive().data?.teams ?? [];
  const subject = covers === 'everything' ? null : covers === 'team' ? team : (place?.reference ?? '');
  const name = covers === 'team' ? (teams.find(({ code }) => code === team)?.name ?? null) : (place?.name ?? null);
  const throwing = useChangeLive(
    (body: ThrowSwitchRequest & { subject: string | null }): Promise<GoingLive> =>
      answered(api.POST('/admin/v1/off-switches', { body })),
    () => {
      announce(text('off.done', { what: whatOf(text, { covers, name, subject }) }));
      onClose();
    },
  );
  const reasonMissing = isTried && because.trim() === '' ? text('off.becauseMissing') : undefined;

  function throwIt(): void {
    setIsTried(true);
    if (subject !== '' && because.trim() !== '') throwing.mutate({ covers, subject, because: oneLine(because) });
    // What is missing is said beside its field, and the first of them takes the focus.
    else document.getElementById(subject !== '' ? `${id}-because` : `${id}-team`)?.focus();
  }
  return (
    <Confirm
      isOpen
      isDangerous
      isBusy={throwing.isPending}
      title={text('off.title')}
      action={text('off.now')}
      onConfirm={throwIt}
      onCancel={onClose}
    >
      <p>{text('off.says')}</p>
      {throwing.isError && <ErrorNotice error={throwing.error} />}
      <RadioCards
        name={`${id}-covers`}
        label={text('off.covers')}
        value={covers}
        options={(['everything', 'team', 'place'] as const).map((one) => ({
          value: one,
          label: text(`off.${one}`),
          hint: text(`off.${one}Hint`),
        }))}
        onChange={({ target }) => setCovers(target.value as Covers)}
      />
      {covers === 'team' && (
        <SelectField
          id={`${id}-team`}
          label={text('off.which')}
          {...(teams.length === 0 ? { hint: text('off.noTeams') } : {})}
          error={isTried && team === '' ? text('off.whichMissing') : undefined}
          value={team}
          onChange={({ target }) => setTeam(target.value)}
        >
          <option value="">{text('off.whichMissing')}</option>
          {teams.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      {covers === 'place' && (
        <>
          {place && <p>{text('off.chosen', { place: place.name ?? place.reference })}</p>}
          <PlaceSearch error={isTried && !place ? text('off.placeMissing') : undefined} onChoose={setPlace} />
        </>
      )}
      <TextAreaField
        id={`${id}-because`}
        label={text('off.because')}
        hint={text('off.becauseHint')}
        error={reasonMissing}
        value={because}
        rows={2}
        maxLength={300}
        onChange={({ target }) => setBecause(target.value)}
      />
    </Confirm>
  );
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
