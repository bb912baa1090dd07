import type { ClashDays, PolicyReviewsShown } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useText } from '../../language.js';
import { OneNumber } from '../../parts/one-number.js';

/** On how many days it has to be said that a policy does not fit, and a form for whoever sets it. */
export function HowManyDays({ days }: { readonly days: number }) {
  const text = useText();
  const queries = useQueryClient();
  return (
    <OneNumber
      now={days}
      least={2}
      most={30}
      says={{
        rule: text('policies.rule', { days }),
        change: text('policies.ruleChange'),
        label: text('policies.days'),
        hint: text('policies.daysHint'),
        wrong: text('policies.daysWrong'),
        save: text('policies.daysSave'),
        saved: text('policies.daysSaved'),
        theirs: text('policies.daysTheirs'),
        notKept: text('policies.notKept'),
      }}
      save={async (wanted) => {
        const body = { was: days, days: wanted };
        return (await answered<ClashDays>(api.PUT('/api/v1/policy-reviews/settings', { body } as never))).days;
      }}
      theirsIn={(error) => currentIn<ClashDays>(error, 'changed-since')?.days}
      show={(kept) =>
        queries.setQueryData(
          ['policy-reviews'],
          (known: PolicyReviewsShown | undefined) => known && { ...known, days: kept },
        )
      }
    />
  );
}
