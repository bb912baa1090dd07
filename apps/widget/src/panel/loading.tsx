import { useEffect } from 'react';
import { usePanel } from './panel-context.js';
import { useAfter } from './use-after.js';

/** The shape of a card, and only when the wait is long enough to notice. */
export function Loading() {
  const { text, label, announce } = usePanel();
  const noticeable = useAfter(300);
  const slow = useAfter(8_000);
  useEffect(() => {
    if (noticeable) announce(label ? text('loading.for', { label }) : text('loading.record'));
  }, [noticeable]);
  useEffect(() => {
    if (slow) announce(text('loading.slow'));
  }, [slow]);
  if (!noticeable) return null;
  return (
    <div className="card card-quiet loading">
      <div className="bone bone-short" />
      <div className="bone" />
      <div className="bone bone-tall" />
      {slow && <p>{text('loading.slow')}</p>}
    </div>
  );
}
