import {
  askWays,
  followUpReply,
  wrongReasons,
  type FollowUpReply,
  type FollowUpRequest,
} from '@doorstep/contracts/embed';
import { useState } from 'react';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly outcomeId: string;
  readonly reason: 'another-way' | 'wrong';
  readonly onReload: () => void;
}

/** One more tap, for who knows: which way they would like, or what is wrong. It is saved without it already. */
export function FollowUp({ outcomeId, reason, onReload }: Props) {
  const { text, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const [came, setCame] = useState<FollowUpReply['came']>();
  const save = (said: FollowUpRequest) =>
    writing.start(api.write(followUpReply, `/outcomes/${encodeURIComponent(outcomeId)}/follow-up`, said), (reply) => {
      announce(text(`notThisTime.came.${reply.came}`));
      setCame(reply.came);
    });
  if (came !== undefined)
    return (
      <div className="band band-success saved">
        <Heading takesFocus>{text(`notThisTime.came.${came}`)}</Heading>
      </div>
    );
  const choices =
    reason === 'another-way'
      ? askWays.map((askBy) => ({ label: text(`notThisTime.by.${askBy}`), said: { record, askBy } }))
      : wrongReasons.map((wrongBecause) => ({
          label: text(`notThisTime.why.${wrongBecause}`),
          said: { record, wrongBecause },
        }));
  return (
    <div className="follow-up" role="group" aria-labelledby="doorstep-follow-up" aria-busy={writing.busy}>
      <p className="label" id="doorstep-follow-up">
        {text(reason === 'another-way' ? 'notThisTime.whichWay' : 'notThisTime.whatWrong')}
      </p>
      <div className="chips">
        {choices.map(({ label, said }) => (
          <button key={label} type="button" className="button" onClick={() => save(said)}>
            {label}
          </button>
        ))}
      </div>
      <NotSaved writing={writing} onReload={onReload} />
    </div>
  );
}
