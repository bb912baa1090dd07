import type { CheckLine } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { Checks } from '../../parts/checks.js';
import { CopyText } from '../../parts/copy-text.js';
import { Notice } from '../../parts/notice.js';
import type { useChecks } from './use-checks.js';

const states = {
  passed: 'passed',
  look: 'warning',
  failed: 'not-passed',
  'not-checked': 'not-checked',
} as const satisfies Record<CheckLine['result'], string>;

/** The checks that came in so far, and what they come to. */
export function CheckedList({ checked }: { readonly checked: ReturnType<typeof useChecks>['checked'] }) {
  const text = useText();
  const { state, lines, says } = checked;
  if (state === 'none') return null;
  return (
    <section aria-labelledby="checks-heading">
      <h2 id="checks-heading">{text('connect.checks')}</h2>
      {/* The words come from the service, which speaks English to administrators of systems. */}
      <div lang="en-GB">
        <Checks
          label={text('connect.checks')}
          checks={lines.map(({ name, result, detail, askThem, took }) => ({
            id: name,
            name,
            state: states[result],
            ...(result === 'not-checked' ? {} : { seconds: Math.round(took / 100) / 10 }),
            ...(result === 'not-checked'
              ? {}
              : {
                  says: (
                    <>
                      <p>{detail}</p>
                      {askThem !== null && <CopyText words={askThem} label={text('connect.copyMessage')} />}
                    </>
                  ),
                }),
          }))}
        />
      </div>
      {state === 'checking' && <p className="hint">{text('connect.checking')}</p>}
      {state === 'passed' && <Notice kind="good">{<p>{text('connect.checkedWell')}</p>}</Notice>}
      {state === 'not-passed' && <Notice kind="bad">{<p>{text('connect.checkedBadly')}</p>}</Notice>}
      {state === 'broke' && <Notice kind="bad">{<p>{says ?? text('connect.checkBroke')}</p>}</Notice>}
    </section>
  );
}
