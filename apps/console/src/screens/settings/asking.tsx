import type { SuppressionSettingsLevel, SuppressionSettingsShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { PlaceSearch } from '../teams/place-search.js';
import { AskingAt, type Place } from './asking-at.js';
import { isAt } from './lengths.js';
import { SurveyPeriods } from './survey-periods.js';

const queryKey = ['suppression-settings'];
const everywhere: Place = { level: 'organisation', code: null, place: null };

/** How long people are left in peace and how often they may be asked: for all homes, and by place. */
export function Asking() {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery({
    queryKey,
    queryFn: (): Promise<SuppressionSettingsShown> => answered(api.GET('/api/v1/suppression-settings')),
  });
  function keep(now: SuppressionSettingsLevel): void {
    client.setQueryData<SuppressionSettingsShown>(
      queryKey,
      (before) => before && { ...before, levels: [...before.levels.filter((one) => !isAt(one, now)), now] },
    );
    void client.invalidateQueries({ queryKey });
  }
  return (
    <Page title={text('nav.asking')} lead={text('asking.lead')}>
      <Answer query={query} getting={text('asking.getting')} errorTitle={text('asking.errorTitle')}>
        {(shown) => <Where shown={shown} onChanged={keep} />}
      </Answer>
      <SurveyPeriods />
    </Page>
  );
}

interface Props {
  readonly shown: SuppressionSettingsShown;
  readonly onChanged: (now: SuppressionSettingsLevel) => void;
}

function Where({ shown, onChanged }: Props) {
  const text = useText();
  const mayChange = useMay('settings.change');
  const [at, setAt] = useState(everywhere);
  const places: Place[] = [everywhere, ...shown.levels.filter((one) => !isAt(one, everywhere))];
  if (!places.some((one) => isAt(one, at))) places.push(at);
  const keyOf = ({ level, code }: Place) => `${level} ${code ?? ''}`;
  return (
    <>
      {!mayChange && <NoPermission to="settings.change" />}
      <SelectField
        label={text('asking.where')}
        hint={text('asking.whereHint')}
        value={keyOf(at)}
        onChange={({ target }) => setAt(places.find((one) => keyOf(one) === target.value) ?? everywhere)}
      >
        {places.map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {one.place ?? one.code ?? text('asking.everywhere')}
          </option>
        ))}
      </SelectField>
      {mayChange && (
        <details className="rule-more">
          <summary>{text('asking.another')}</summary>
          {/* A place is known by its code alone, so that one level does for all that stand around a home. */}
          <PlaceSearch onChoose={({ reference, name }) => setAt({ level: 'scheme', code: reference, place: name })} />
        </details>
      )}
      <AskingAt key={keyOf(at)} at={at} shown={shown} mayChange={mayChange} onChanged={onChanged} />
    </>
  );
}
