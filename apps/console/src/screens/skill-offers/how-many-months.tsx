import type { SkillMonths } from '@doorstep/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useText } from '../../language.js';
import { OneNumber } from '../../parts/one-number.js';

/** For how many months what people could bring is kept, and a form for whoever sets it. */
export function HowManyMonths({ months }: { readonly months: number }) {
  const text = useText();
  const queries = useQueryClient();
  return (
    <OneNumber
      now={months}
      least={1}
      most={60}
      says={{
        rule: text('bring.rule', { count: months }),
        change: text('bring.ruleChange'),
        label: text('bring.months'),
        hint: text('bring.monthsHint'),
        wrong: text('bring.monthsWrong'),
        save: text('bring.monthsSave'),
        saved: text('bring.monthsSaved'),
        theirs: text('bring.monthsTheirs'),
        notKept: text('bring.notKept'),
      }}
      save={async (wanted) => {
        const body = { was: months, months: wanted };
        return (await answered<SkillMonths>(api.PUT('/api/v1/skill-offers/settings', { body } as never))).months;
      }}
      theirsIn={(error) => currentIn<SkillMonths>(error, 'changed-since')?.months}
      show={() => queries.invalidateQueries({ queryKey: ['skill-offers'] })}
    />
  );
}
