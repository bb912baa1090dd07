import '../../styles/replies.css';
import type { VoicesQuery, VoiceSummary } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { CheckboxField, SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { themes } from '../asks/ask-rest.js';
import { ShowMore, step } from '../hand-offs/show-more.js';
import { useThemeName } from '../prompts/theme-name.js';
import { useGoOn } from '../replies/use-replies.js';
import { kinds } from './kinds.js';
import type { VoiceChange } from './lightbulb.js';
import { OneVoice } from './one-voice.js';

const whose = ['own', 'relayed', 'reading'] as const;
const wanted = [...kinds, 'unsorted'] as const;

interface Chosen {
  readonly whose: '' | (typeof whose)[number];
  readonly kind: '' | (typeof wanted)[number];
  readonly theme: string;
  readonly isLit: boolean;
}

const anything: Chosen = { whose: '', kind: '', theme: '', isLit: false };

/** What residents said, in their words, with the way it came; of one ask where `?ask=` names it. */
export function Voices() {
  const text = useText();
  const mayRead = useMay('voices.read');
  const [asked] = useSearchParams();
  const ask = asked.get('ask');
  return (
    <Page title={text('voices.title')} lead={text(ask === null ? 'voices.lead' : 'voices.ofAsk')}>
      {ask !== null && (
        <p>
          <Link to={`/asks/${ask}`}>{text('voices.toAsk')}</Link>
        </p>
      )}
      {mayRead ? <Listed key={ask} ask={ask} /> : <NoPermission to="voices.read" isWall />}
    </Page>
  );
}

function Listed({ ask }: { readonly ask: string | null }) {
  const text = useText();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(anything);
  const [limit, setLimit] = useState(step);
  const [changed, setChanged] = useState<{ readonly id: string; readonly says: VoiceChange }>();
  useGoOn(changed, changed === undefined ? null : `voice-${changed.id}`);
  const query = useQuery({
    queryKey: ['voices', ask, chosen, limit],
    queryFn: (): Promise<{ items: VoiceSummary[]; total: number }> =>
      answered(api.GET('/api/v1/voices', { params: { query: queryOf(chosen, ask, limit) } } as never)),
    // More of the same stand below what is read already; another choice begins anew.
    placeholderData: (before, last) => (last?.queryKey[2] === chosen ? before : undefined),
  });
  async function onChanged(id: string, says: VoiceChange): Promise<void> {
    await queries.invalidateQueries({ queryKey: ['voices'] });
    setChanged({ id, says });
  }
  return (
    <>
      {changed && <Done key={changed.id} says={text(changed.says)} />}
      <Filter
        chosen={chosen}
        onChoose={(now) => {
          setChosen(now);
          setLimit(step);
        }}
      />
      <Answer query={query} getting={text('voices.getting')} errorTitle={text('voices.errorTitle')}>
        {({ items, total }) =>
          items.length === 0 ? (
            <None isFiltered={Object.values(chosen).some(Boolean)} />
          ) : (
            <>
              <p>{text(chosen.isLit ? 'voices.litCount' : 'voices.count', { count: total })}</p>
              <ul className="owed-voices">
                {items.map((voice) => (
                  <OneVoice key={voice.id} voice={voice} onChanged={(id, says) => void onChanged(id, says)} />
                ))}
              </ul>
              <ShowMore {...{ total, limit }} shown={items.length} isBusy={query.isFetching} onMore={setLimit} />
            </>
          )
        }
      </Answer>
    </>
  );
}

function queryOf({ whose: by, kind, theme, isLit }: Chosen, ask: string | null, limit: number): object {
  return {
    limit,
    ...(ask === null ? {} : { ask }),
    ...(by === '' ? {} : { whose: by }),
    ...(theme === '' ? {} : { theme }),
    ...(isLit ? { lightbulb: true } : {}),
    ...(kind === '' ? {} : kind === 'unsorted' ? { unsorted: true } : { kind }),
  } satisfies Partial<VoicesQuery>;
}

function None({ isFiltered }: { readonly isFiltered: boolean }) {
  const text = useText();
  return (
    <Empty title={text(isFiltered ? 'voices.noneOf' : 'voices.none')}>
      <p>{text(isFiltered ? 'voices.noneOfSays' : 'voices.noneSays')}</p>
    </Empty>
  );
}

function Filter({ chosen, onChoose }: { readonly chosen: Chosen; readonly onChoose: (now: Chosen) => void }) {
  const text = useText();
  const themeName = useThemeName();
  return (
    <div className="reply-filter">
      <SelectField
        label={text('voices.whose')}
        value={chosen.whose}
        onChange={({ target }) => onChoose({ ...chosen, whose: whose.find((one) => one === target.value) ?? '' })}
      >
        {(['', ...whose] as const).map((one) => (
          <option key={one} value={one}>
            {text(`voices.whose.${one === '' ? 'all' : one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={text('voices.kind')}
        value={chosen.kind}
        onChange={({ target }) => onChoose({ ...chosen, kind: wanted.find((one) => one === target.value) ?? '' })}
      >
        {(['', ...wanted] as const).map((one) => (
          <option key={one} value={one}>
            {text(`voices.kind.${one === '' ? 'all' : one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={text('voices.theme')}
        value={chosen.theme}
        onChange={({ target }) => onChoose({ ...chosen, theme: target.value })}
      >
        <option value="">{text('voices.theme.all')}</option>
        {themes.map((one) => (
          <option key={one} value={one}>
            {themeName(one)}
          </option>
        ))}
      </SelectField>
      <CheckboxField
        label={text('voices.litOnly')}
        checked={chosen.isLit}
        onChange={({ target }) => onChoose({ ...chosen, isLit: target.checked })}
      />
    </div>
  );
}
