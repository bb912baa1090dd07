import type { RuleVersionSummary } from '@doorstep/contracts/http';
import { useText } from '../../language.js';
import { StatusWord } from '../../parts/status-word.js';

/** Whether a rule asks, in a word; what is to be mended about it comes before. */
export function RuleState({ rule }: { readonly rule: Pick<RuleVersionSummary, 'state' | 'problems'> }) {
  const text = useText();
  if (rule.problems.length > 0) return <StatusWord light="look">{text('rules.mend')}</StatusWord>;
  if (rule.state === 'on') return <StatusWord light="good">{text('rules.on')}</StatusWord>;
  return <StatusWord light="quiet">{text(rule.state === 'draft' ? 'rules.draft' : 'rules.retired')}</StatusWord>;
}
