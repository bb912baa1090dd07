import type { CheckLine } from '@doorstep/contracts/http';
import { useState } from 'react';
import { announce } from '../../announce.js';
import { problemOf } from '../../api/problem.js';
import { useText } from '../../language.js';

type CheckState = 'none' | 'checking' | 'passed' | 'not-passed' | 'broke';

interface Checked {
  readonly state: CheckState;
  readonly lines: readonly CheckLine[];
  /** For saving what was checked; null until everything passed. */
  readonly receipt: string | null;
  /** Why it could not begin. */
  readonly says: string | null;
}

const none: Checked = { state: 'none', lines: [], receipt: null, says: null };

/** Checks that come in one by one, as the service makes them. */
export function useChecks() {
  const text = useText();
  const [checked, setChecked] = useState<Checked>(none);

  async function run(path: string, body: object | null): Promise<void> {
    setChecked({ ...none, state: 'checking' });
    announce(text('connect.checking'));
    try {
      const lines: CheckLine[] = [];
      for await (const line of linesOf(path, body)) {
        if ('end' in line) return end(line.receipt, lines);
        lines.push(line);
        setChecked({ ...none, state: 'checking', lines: [...lines] });
      }
      setChecked({ ...none, state: 'broke', lines });
    } catch (error) {
      const says = error instanceof Error && error.name === 'Problem' ? error.message : null;
      setChecked({ ...none, state: 'broke', says });
      announce(says ?? text('connect.checkBroke'));
    }
  }

  function end(receipt: string | null, lines: readonly CheckLine[]): void {
    const isGood = lines.every(({ result }) => result === 'passed' || result === 'look');
    setChecked({ state: isGood ? 'passed' : 'not-passed', lines, receipt, says: null });
    announce(text(isGood ? 'connect.checkedWell' : 'connect.checkedBadly'));
  }

  return { checked, run, forget: () => setChecked(none) };
}

/** Throws `Problem` when the check could not begin. */
async function* linesOf(
  path: string,
  body: object | null,
): AsyncGenerator<CheckLine | { readonly end: true; readonly receipt: string | null }> {
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok || answer.body === null) throw await problemOf(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield JSON.parse(part) as CheckLine;
  }
}
