import type { AskShown } from '@doorstep/contracts/http';
import { useLanguage } from '../../language.js';
import { costOf } from './cost-of.js';

/** The options side by side with what each costs, and beside them what residents warn of. */
export function Options({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const { options } = ask.content;
  if (options.length === 0) return null;
  const homes = (number: number) => ask.choices.find(({ option }) => option === number)?.households ?? 0;
  return (
    <section aria-labelledby="options">
      <h2 id="options">{text('ask.options')}</h2>
      <div className="ask-options">
        {options.map(({ title, words, whoPays, fixedParts, ...costs }, index) => (
          <div key={title} className="ask-option">
            <h3>{text('ask.optionTitle', { number: index + 1, title })}</h3>
            <p className="ask-words">{words}</p>
            <dl>
              <dt>{text('ask.cost')}</dt>
              <dd>{costOf(locale, costs) ?? text('ask.costMissing')}</dd>
              {whoPays !== null && (
                <>
                  <dt>{text('ask.whoPays')}</dt>
                  <dd>{whoPays}</dd>
                </>
              )}
              {fixedParts.length > 0 && (
                <>
                  <dt>{text('ask.fixedParts')}</dt>
                  <dd>{fixedParts.join(', ')}</dd>
                </>
              )}
              {ask.state !== 'draft' && (
                <>
                  <dt>{text('ask.choose')}</dt>
                  <dd>{text('ask.homes', { count: homes(index + 1) })}</dd>
                </>
              )}
            </dl>
          </div>
        ))}
        {ask.warnings.length > 0 && (
          <div className="ask-option ask-warnings">
            <h3>{text('ask.warnings')}</h3>
            <ul>
              {ask.warnings.map(({ voiceId, words, mayShare }) => (
                <li key={voiceId}>
                  <q>{words}</q>
                  {!mayShare && <p className="hint">{text('ask.notToShare')}</p>}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}
