import type { LibraryPrompt } from '@doorstep/contracts/http';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Empty } from '../../parts/empty.js';
import { SelectField } from '../../parts/field.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { Flat } from './flat.js';
import { PromptState, WelshState } from './prompt-state.js';
import { useThemeName } from './theme-name.js';
import { useFlat } from './use-flat.js';
import { useLibrary } from './use-library.js';

/** The writing desk: every prompt that may be asked, may be asked soon, or was. */
export function Prompts() {
  const text = useText();
  const mayChange = useMay('prompt-texts.change');
  const query = useLibrary();
  return (
    <Page title={text('nav.writing')} lead={text('prompts.lead')} isWide>
      {mayChange ? (
        <p>
          <Link to="/prompts/new" className="button">
            {text('prompts.new')}
          </Link>
        </p>
      ) : (
        <NoPermission to="prompt-texts.change" />
      )}
      <p>
        <Link to="/prompts/can-do">{text('canDo.title')}</Link>
      </p>
      <Answer query={query} getting={text('prompts.getting')} errorTitle={text('prompts.errorTitle')}>
        {(data) => (
          <>
            <Flat />
            <List prompts={data.items} />
          </>
        )}
      </Answer>
    </Page>
  );
}

const states = ['in-use', 'flat', 'draft', 'retired'] as const;
const inWelsh = ['reviewed', 'unreviewed', 'none'] as const;
const everything = { theme: '', state: '', welsh: '' };

function List({ prompts }: { readonly prompts: readonly LibraryPrompt[] }) {
  const text = useText();
  const themeName = useThemeName();
  const { data } = useFlat();
  const [only, setOnly] = useState(everything);
  const flat = new Set(data?.items.map(({ code }) => code));
  const isLike = (prompt: LibraryPrompt) =>
    (only.theme === '' || prompt.theme === only.theme) &&
    (only.welsh === '' || prompt.welsh === only.welsh) &&
    (only.state === '' || statesOf(prompt, flat).includes(only.state));
  const shown = prompts.filter(isLike);
  const themes = [...new Set(prompts.map(({ theme }) => theme))].filter((theme) => theme !== '');
  const select = (part: keyof typeof everything) => ({
    value: only[part],
    onChange: ({ target }: { readonly target: HTMLSelectElement }) => setOnly({ ...only, [part]: target.value }),
  });
  return (
    <>
      <div className="narrow-down">
        <SelectField label={text('prompts.theme')} {...select('theme')}>
          <option value="">{text('prompts.any')}</option>
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {themeName(theme)}
            </option>
          ))}
        </SelectField>
        <SelectField label={text('prompts.state')} {...select('state')}>
          <option value="">{text('prompts.any')}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {text(`prompts.state.${state}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={text('prompts.welsh')} {...select('welsh')}>
          <option value="">{text('prompts.any')}</option>
          {inWelsh.map((welsh) => (
            <option key={welsh} value={welsh}>
              {text(`prompts.welsh.${welsh}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <p role="status">{text('prompts.count', { count: shown.length })}</p>
      {shown.length === 0 ? (
        <Empty title={text('prompts.none')}>
          <button type="button" className="button" onClick={() => setOnly(everything)}>
            {text('prompts.showAll')}
          </button>
        </Empty>
      ) : (
        <Table
          caption={text('prompts.caption')}
          rows={shown}
          keyOf={({ code }) => code}
          columns={[
            {
              id: 'prompt',
              title: text('prompts.prompt'),
              isRowName: true,
              cell: ({ code, title, say }) => (
                <span lang="en-GB">
                  <Link to={`/prompts/${code}`}>{title}</Link>
                  <span className="row-says">{say}</span>
                </span>
              ),
            },
            { id: 'theme', title: text('prompts.theme'), cell: ({ theme }) => themeName(theme) },
            {
              id: 'state',
              title: text('prompts.state'),
              cell: (prompt) => (
                <div className="row-state">
                  <PromptState prompt={prompt} isFlat={flat.has(prompt.code)} />
                </div>
              ),
            },
            {
              id: 'welsh',
              title: text('prompts.welsh'),
              cell: ({ welsh }) => (
                <div className="row-state">
                  <WelshState welsh={welsh} />
                </div>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

/** A prompt can be looked for under more than one: in use, with a draft that waits. */
function statesOf({ code, state, hasDraft }: LibraryPrompt, flat: ReadonlySet<string>): string[] {
  return [state, ...(hasDraft ? ['draft'] : []), ...(flat.has(code) ? ['flat'] : [])];
}
