import type { AskShown } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { announce } from '../../announce.js';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { costOf } from './cost-of.js';
import { useKeepAsk } from './use-ask.js';
import { Warnings, warningsOf } from './warnings.js';

/** The options side by side with what each costs, and in each what residents warn of; what is of none stands beside them. */
export function Options({ ask }: { readonly ask: AskShown }) {
  const { locale, text } = useLanguage();
  const maySort = useMay('voices.sort');
  const keep = useKeepAsk();
  const heading = useRef<HTMLHeadingElement>(null);
  const tying = useMutation({
    mutationFn: ({ voiceId, option }: { voiceId: string; option: number | null }): Promise<AskShown> =>
      answered(
        api.PUT('/api/v1/asks/{id}/warnings/{voiceId}', {
          params: { path: { id: ask.id, voiceId } },
          body: { option },
        }),
      ),
    async onSuccess(now) {
      await keep(now);
      announce(text('ask.warningTied'));
      // What was in hand stands elsewhere now.
      heading.current?.focus();
    },
  });
  const { options } = ask.content;
  if (options.length === 0) return null;
  const warned = (number: number | null) => {
    const warnings = warningsOf(ask, number);
    if (warnings.length === 0) return null;
    const tie = maySort ? { onTie: (voiceId: string, option: number | null) => tying.mutate({ voiceId, option }) } : {};
    const of = number === null ? 'ask-option ask-warnings' : 'ask-warnings ask-warnings-of';
    const Title = number === null ? 'h3' : 'h4';
    return (
      <div className={of}>
        <Title>{text('ask.warnings')}</Title>
        <Warnings ask={ask} warnings={warnings} {...tie} />
      </div>
    );
  };
  const homes = (number: number) => ask.choices.find(({ option }) => option === number)?.households ?? 0;
  return (
    <section aria-labelledby="options">
      <h2 id="options" ref={heading} tabIndex={-1}>
        {text('ask.options')}
      </h2>
      {tying.isError && <ErrorNotice error={tying.error} />}
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
            {warned(index + 1)}
          </div>
        ))}
        {warned(null)}
      </div>
    </section>
  );
}
