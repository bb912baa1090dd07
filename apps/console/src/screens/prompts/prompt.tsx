import type { LibraryPromptShown, PromptTextVersion } from '@doorstep/contracts/http';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { About } from './about.js';
import { draftOf } from './draft.js';
import { FlatFigures } from './flat.js';
import { InWelsh } from './in-welsh.js';
import { PanelPreview } from './panel-preview.js';
import { PromptState } from './prompt-state.js';
import { RetirePrompt } from './retire-prompt.js';
import { useFlat } from './use-flat.js';
import { newestIn, usePrompt } from './use-library.js';
import { WritePrompt } from './write-prompt.js';

type Did = 'kept' | 'used' | 'retired';

/** One prompt: what an officer sees, what it is for, its Welsh, and what it was before. */
export function Prompt() {
  const text = useText();
  const { code = '' } = useParams();
  const { key } = useLocation();
  const { data, error, refetch } = usePrompt(code);
  // Each time something is kept one comes here anew, and so to what was done.
  if (data) return <OnePrompt key={key} prompt={data} />;
  return (
    <Page title={text('prompts.prompt')}>
      {error ? (
        <ErrorNotice error={error} title={text('prompts.oneErrorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('prompts.gettingOne')} />
      )}
    </Page>
  );
}

function OnePrompt({ prompt }: { readonly prompt: LibraryPromptShown }) {
  const { locale, text } = useLanguage();
  const navigate = useNavigate();
  const mayChange = useMay('prompt-texts.change');
  const { state } = useLocation() as { state: { did?: Did } | null };
  const flat = useFlat().data?.items.find(({ code }) => code === prompt.code);
  const [isWriting, setIsWriting] = useState(false);
  const { text: newest, version } = newestIn(prompt, 'en');
  const english = prompt.versions.filter(({ language }) => language === 'en');
  const inUse = english.find((one) => one.state === 'in-use');
  const shown = inUse ?? newest;
  const did = (what: Did) => void navigate(`/prompts/${prompt.code}`, { state: { did: what } });
  if (!newest || !shown) throw new Error(`Prompt ${prompt.code} came without a text.`);
  return (
    <Page title={prompt.title} isWide>
      {state?.did !== undefined && <Done says={text(`prompts.did.${state.did}`)} />}
      <div className="prompt-state">
        <PromptState prompt={prompt} isFlat={flat !== undefined} />
        <p className="hint">
          {text(`prompts.origin.${prompt.origin}`)} · {prompt.code}
        </p>
      </div>
      {flat && (
        <Notice kind="look" title={text('prompts.flat.one')}>
          <FlatFigures flat={flat} />
          <p>{text('prompts.flat.says')}</p>
        </Notice>
      )}
      {prompt.state === 'retired' && newest.learningNote !== null && (
        <Notice kind="plain" title={text('prompts.learnt')}>
          <p lang="en-GB">{newest.learningNote}</p>
        </Notice>
      )}
      {(inUse !== undefined || !isWriting) && (
        <div className="desk">
          <PanelPreview {...shown} />
          <About text={shown} />
        </div>
      )}
      {mayChange ? (
        <>
          {prompt.state !== 'draft' && prompt.hasDraft && (
            <p>
              {text('prompts.draftBy', {
                name: newest.createdBy,
                day: dayOf(locale, newest.createdAt ?? ''),
              })}
            </p>
          )}
          {!isWriting && (
            <div className="buttons">
              <button type="button" className="button button-primary" onClick={() => setIsWriting(true)}>
                {text(
                  prompt.hasDraft ? 'prompts.goOn' : prompt.state === 'retired' ? 'prompts.anew' : 'prompts.rewrite',
                )}
              </button>
              {prompt.state === 'in-use' && <RetirePrompt code={prompt.code} onRetired={() => did('retired')} />}
            </div>
          )}
        </>
      ) : (
        <NoPermission to="prompt-texts.change" />
      )}
      {isWriting && (
        <section aria-labelledby="writing">
          <WritingTitle />
          <WritePrompt
            code={prompt.code}
            from={draftOf(newest)}
            version={version}
            onKept={(_, isDraft) => did(isDraft ? 'kept' : 'used')}
            onBack={() => setIsWriting(false)}
          />
        </section>
      )}
      {inUse && <InWelsh prompt={prompt} english={inUse} mayChange={mayChange} />}
      <Earlier versions={prompt.versions.filter((one) => one !== shown)} />
    </Page>
  );
}

/** Takes the focus, as writing begins under it. */
function WritingTitle() {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} id="writing" tabIndex={-1}>
      {text('prompts.writing')}
    </h2>
  );
}

function Earlier({ versions }: { readonly versions: readonly PromptTextVersion[] }) {
  const { locale, text } = useLanguage();
  if (versions.length === 0) return null;
  return (
    <details className="earlier">
      <summary>{text('prompts.versions', { count: versions.length })}</summary>
      <ul>
        {versions.map((one) => (
          <li key={`${one.language} ${one.version}`}>
            <p className="hint">
              {text(`prompts.language.${one.language}`)} · {text(`prompts.state.${one.state}`)} ·{' '}
              {one.createdAt === null
                ? text('prompts.origin.shipped')
                : text('prompts.writtenBy', { name: one.createdBy, day: dayOf(locale, one.createdAt) })}
            </p>
            <p lang={one.language === 'cy' ? 'cy' : 'en-GB'}>{one.say}</p>
            {one.learningNote !== null && (
              <p lang="en-GB">
                <strong>{text('prompts.learnt')}</strong> {one.learningNote}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
