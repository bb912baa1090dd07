import { canDoView, type CanDoView } from '@doorstep/contracts/embed';
import { laterTextIn } from '@doorstep/ui/panel-later-text';
import { useEffect, useState } from 'react';
import { usePanel, useRecord } from './panel-context.js';

const parts = ['myself', 'passOn', 'leave'] as const;

/** What whoever asks can do about what they hear, passes on, and leaves alone: nothing where that cannot be had. */
export function CanDo(_: object) {
  const { locale } = usePanel();
  const { api, signal } = useRecord();
  const says = laterTextIn(locale);
  const [view, setView] = useState<CanDoView>();
  useEffect(() => {
    const load = async () => {
      try {
        const got = await api.later(canDoView, '/can-do');
        if (!signal.aborted) setView(got);
      } catch {
        // Why they see it stands all the same, and the next time that it is opened asks again.
      }
    };
    void load();
  }, [api, signal]);
  if (!view) return null;
  const own = locale === 'cy' ? view.cy : null;
  return (
    <>
      <p className="label">{says('canDo.title')}</p>
      <ul className="reasons">
        {parts.map((part) => (
          <li key={part}>
            <strong>{says(`canDo.${part}`)}</strong> <span lang={own ? 'cy' : 'en-GB'}>{(own ?? view.en)[part]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
