import type { RouteOffer } from '@doorstep/contracts/embed';
import type { VisitEntry } from '@doorstep/contracts/visit';
import { withFelt } from '@doorstep/ui/felt';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app-context.js';
import { withTopic, type Draft } from '../draft.js';
import { clockTime } from '@doorstep/ui/london';
import { About } from './about.js';
import { Damp } from './damp.js';
import { Danger } from './danger.js';
import { NotSaved } from './not-saved.js';
import { Offers } from './offers.js';

interface Props {
  readonly draftId: string;
  readonly step: 'about' | 'danger' | 'damp';
}

/** One visit from the first tile to saved. Every tap is kept, so that a call in between loses nothing. */
export function Visit({ draftId, step }: Props) {
  const { snapshot, text, phone, place, turn, go, back, announce } = useApp();
  const draft = snapshot.drafts.find(({ id }) => id === draftId);
  const latest = useRef(draft);
  latest.current = draft ?? latest.current;
  const [offers, setOffers] = useState<readonly RouteOffer[]>([]);
  const [busy, setBusy] = useState<'no' | 'asking' | 'saving'>('no');
  const [notSaved, setNotSaved] = useState<{ routing: VisitEntry['routing'] } | null>(null);
  useEffect(() => {
    // Saved or thrown away: the phone's back button led here again.
    if (!draft && busy === 'no') turn({ at: 'today' });
  }, [draft, busy]);
  if (!draft) return null;

  const change = (part: Partial<Draft>) => {
    // Two taps may come before the screen is drawn again.
    const next = { ...(latest.current ?? draft), ...part };
    latest.current = next;
    phone.keepDraft(next);
  };
  const toggle = (topic: Draft['topics'][number]) => {
    const next = withTopic(draft, topic);
    if (next === draft) {
      announce(text('about.three'));
      return;
    }
    change(next);
    if (!next.topics.includes(topic)) return;
    if (topic === 'danger-now') go({ at: 'visit', draftId, step: 'danger' });
    if (topic === 'damp-or-mould') go({ at: 'visit', draftId, step: 'damp' });
  };
  const save = async (routing: VisitEntry['routing']): Promise<boolean> => {
    setBusy('saving');
    const { jobId, id } = draft;
    const saved = await phone.save(latest.current ?? draft, 'raised', routing);
    if (saved) {
      turn({ at: 'saved', entryId: id, jobId, raised: true });
      return true;
    }
    setBusy('no');
    setNotSaved({ routing });
    return false;
  };
  const ask = async () => {
    const said = withFelt(draft);
    if (said.trim() !== '') {
      setBusy('asking');
      announce(text('about.checkingWords'));
      const found = await phone.match(said);
      if (found.length > 0) {
        setBusy('no');
        setOffers(found);
        return;
      }
    }
    await save(null);
  };

  const job = snapshot.jobs?.find(({ id }) => id === draft.jobId);
  const bar = [job && clockTime(Date.parse(job.startsAt)), draft.address || text('today.log')]
    .filter(Boolean)
    .join(' · ');
  if (notSaved) {
    const lines = draft.topics.map((topic) => text(`topic.${topic}`));
    return <NotSaved draft={draft} bar={bar} lines={lines} onAgain={() => save(notSaved.routing)} />;
  }
  if (offers.length > 0) {
    return (
      <Offers
        words={withFelt(draft)}
        offers={offers}
        bar={bar}
        onDecide={(routing) => void save(routing)}
        onChange={() => setOffers([])}
      />
    );
  }
  if (step === 'danger') return <Danger toldAt={draft.toldAt} bar={bar} onLog={back} />;
  if (step === 'damp') {
    return (
      <Damp
        bar={bar}
        onAnswer={(vulnerable) => {
          change({ vulnerable });
          back();
        }}
      />
    );
  }
  return (
    <About
      draft={draft}
      bar={bar}
      busy={busy}
      onToggle={toggle}
      onChange={change}
      onSave={() => void ask()}
      onThrowAway={() => {
        void phone.dropDraft(draft.id);
        if (place.at === 'visit') back();
      }}
    />
  );
}
