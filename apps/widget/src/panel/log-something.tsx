import type { HandOffRequest } from '@doorstep/contracts/embed';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useState } from 'react';
import { usual } from '../drafts.js';
import { KeepNameField, KindField, MoreFields, WantsReplyField, WhoseField } from './about-fields.js';
import { Card } from './card.js';
import { Heading } from './heading.js';
import { usePanel, useRecord } from './panel-context.js';
import { SkillOffers } from './skill-offers.js';
import { TopicTiles } from './topic-tiles.js';
import { voiceOf } from './voice-of.js';
import { WordsForm } from './words-form.js';

interface Props {
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onSaved: () => void;
  readonly onRestricted: () => void;
  readonly onStop: () => void;
  /** It is about something that somebody else deals with. */
  readonly onPassOn: (route: HandOffRequest['route']) => void;
}

/** What they said without being asked. Only the words are needed. */
export function LogSomething({ takesFocus, onBack, onSaved, onRestricted, onStop, onPassOn }: Props) {
  const { text, locale, drafts, emit, takenThrough } = usePanel();
  const { api, record } = useRecord();
  const [isBringing, setBringing] = useState(false);
  // It is about one person, so at the record of one.
  const mayBring = record.type === 'person' && api.caps?.seePreferences === true && api.caps.setPreferences;
  if (isBringing) return <SkillOffers onBack={() => setBringing(false)} />;
  return (
    <Card labelledBy="doorstep-log">
      <Heading id="doorstep-log" takesFocus={takesFocus}>
        {text('log.title')}
      </Heading>
      <WordsForm
        start={() =>
          drafts.of(record, 'log') ?? {
            form: 'log',
            record,
            begunAt: new Date().toISOString(),
            keys: {},
            words: '',
            about: { ...usual, takenThrough },
          }
        }
        says={{
          label: text('log.words'),
          hint: text('log.hint'),
          save: text('log.save'),
          leave: text('panel.back'),
          empty: text('log.empty'),
          saved: text('log.saved'),
          savedAs: (reference) => text('log.savedAs', { reference }),
        }}
        mayWait
        save={(api, draft, routing, key) => api.voice(voiceOf(draft, routing), key)}
        first={({ draft: { about }, change }) => (
          <TopicTiles
            chosen={about.topic}
            onChoose={(topic) => change({ about: { ...about, topic } })}
            onPassOn={onPassOn}
          />
        )}
        fields={({ draft: { about }, change }) => {
          const fields = {
            name: 'doorstep-log',
            about,
            onChange: (part: Partial<typeof about>) => change({ about: { ...about, ...part } }),
          };
          return (
            <>
              <WantsReplyField {...fields} />
              <details className="fold more">
                <summary>{text('about.more')}</summary>
                <div className="words">
                  <KindField {...fields} />
                  <WhoseField {...fields} />
                  <KeepNameField {...fields} />
                  <MoreFields {...fields} />
                </div>
              </details>
            </>
          );
        }}
        onSaved={(voiceId, { about }) =>
          !about.isAnonymous && emit('doorstep-logged', { entryId: voiceId, state: 'sent' })
        }
        onRestricted={onRestricted}
        onStop={onStop}
        onLeave={onBack}
        onDone={onSaved}
      />
      {mayBring && (
        <button type="button" className="link" onClick={() => setBringing(true)}>
          {laterTextIn(locale)('bring.title')}
        </button>
      )}
    </Card>
  );
}
