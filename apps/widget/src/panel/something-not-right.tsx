import { useState } from 'react';
import { beginHandOff } from '../drafts.js';
import { HandOffForm } from './hand-off-form.js';
import { HandOffList } from './hand-off-list.js';
import { usePanel, useRecord } from './panel-context.js';
import { PolicyClash } from './policy-clash.js';

interface Props {
  /** Not when it stands here because a draft was left: then the officer is somewhere else. */
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  readonly onRestricted: () => void;
  readonly onDone: () => void;
}

/** What is not engagement: from the list to the reference. */
export function SomethingNotRight({ takesFocus, onBack, onRestricted, onDone }: Props) {
  const { drafts, draftsChanged } = usePanel();
  const { api, record } = useRecord();
  const [draft, setDraft] = useState(() => drafts.of(record, 'hand-off'));
  const [moved, setMoved] = useState(takesFocus);
  const [isClash, setClash] = useState(false);
  if (isClash) return <PolicyClash onBack={() => setClash(false)} onDone={onDone} />;
  if (!draft) {
    return (
      <HandOffList
        onBack={onBack}
        {...(api.caps?.writeVoices === true && { onClash: () => setClash(true) })}
        onChoose={(route) => {
          const begun = beginHandOff(record, route);
          drafts.keep(begun);
          draftsChanged();
          setMoved(true);
          setDraft(begun);
        }}
      />
    );
  }
  return (
    <HandOffForm
      start={draft}
      takesFocus={moved}
      onBack={() => setDraft(undefined)}
      onRestricted={onRestricted}
      onDone={onDone}
    />
  );
}
