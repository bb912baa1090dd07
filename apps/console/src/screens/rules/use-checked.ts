import type { RuleChecked } from '@doorstep/contracts/http';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../../api/client.js';
import type { WrittenRule } from './written-rule.js';

/** How long somebody stops writing before it is looked at, in milliseconds. */
const pause = 400;

/** What the service says of a rule while it is written; undefined until it said something. */
export function useChecked(rule: WrittenRule): {
  readonly checked: RuleChecked | undefined;
  readonly isCurrent: boolean;
} {
  const written = JSON.stringify(rule);
  const [settled, setSettled] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), pause);
    return () => clearTimeout(timer);
  }, [written]);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['rule-check', settled],
    queryFn: (): Promise<RuleChecked> =>
      answered(api.POST('/api/v1/rules/check', { body: { rule: JSON.parse(settled) as WrittenRule } })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { checked: data, isCurrent: settled === written && !isPlaceholderData && data !== undefined };
}
