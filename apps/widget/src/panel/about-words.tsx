import { KeepNameField, MoreFields, WantsReplyField, WhoseField } from './about-fields.js';
import type { WordsDraft } from '../drafts.js';
import { usePanel } from './panel-context.js';
import type { Drafting } from './use-draft.js';

/** What goes with words that answer a prompt, and what to ask if they want to say more. */
export function AboutWords({ drafting: { draft, change } }: { readonly drafting: Drafting<WordsDraft> }) {
  const { text } = usePanel();
  const { about, answers } = draft;
  const onChange = (part: Partial<typeof about>) => change({ about: { ...about, ...part } });
  return (
    <>
      {answers?.probe && (
        <p className="hint">
          {text('words.probe')} “{answers.probe}”
        </p>
      )}
      <WhoseField name="doorstep-words" about={about} onChange={onChange} />
      <KeepNameField name="doorstep-words" about={about} onChange={onChange} />
      <details className="fold more">
        <summary>{text('about.more')}</summary>
        <div className="words">
          <WantsReplyField about={about} onChange={onChange} />
          <MoreFields about={about} onChange={onChange} />
        </div>
      </details>
    </>
  );
}
