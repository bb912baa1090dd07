import type { HeardBefore } from '@doorstep/contracts/embed';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useState } from 'react';
import { focusOnMount } from './focus-on-mount.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  readonly outcomeId: NonNullable<HeardBefore['outcomeId']>;
  readonly onAdd: () => void;
  readonly onChanged: () => void;
}

/** Once, on the day itself: what was tapped has no words yet, and whoever tapped it may still remember them. */
export function WordsReminder({ outcomeId, onAdd, onChanged }: Props) {
  const { locale, announce } = usePanel();
  const says = laterTextIn(locale);
  const { api } = useRecord();
  const writing = useWrite();
  const [hasLeft, setLeft] = useState(false);
  const leave = () =>
    writing.start(api.endReminder(outcomeId), () => {
      setLeft(true);
      announce(says('remind.left'));
    });
  if (hasLeft)
    return (
      <p className="muted" ref={focusOnMount} tabIndex={-1}>
        {says('remind.left')}
      </p>
    );
  return (
    <div className="band">
      <p>{says('remind.says')}</p>
      <div className="chips">
        <button type="button" className="button" onClick={onAdd}>
          {says('remind.add')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {says('remind.leave')}
        </button>
      </div>
      <NotSaved writing={writing} onReload={onChanged} />
    </div>
  );
}
